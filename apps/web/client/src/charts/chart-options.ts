import type uPlot from 'uplot';
import { formatValue } from '../format/value.js';
import { timeLabels } from './axis-time.js';
import { valueIncrements, valueRange } from './axis-value.js';
import { barPaths } from './bar-paths.js';
import { isolatedPoints } from './isolated-points.js';
import { drawLevelLines, type LevelLine } from './level-lines.js';

export interface ChartSpec {
  labels: string[];
  /** Colours of the lines, as CSS has them. */
  colors: string[];
  gridColor: string;
  textColor: string;
  /** Where trouble begins. */
  levels: LevelLine[];
  font: string;
  unit: string;
  /** Lines of the period before, each by the line that it is compared with; null for a whole stack. */
  ghosts: (number | null)[];
  /** Whether a line is switched off in the legend; asked at each drawing. */
  isHidden: (index: number) => boolean;
  stacked: boolean;
  /** Bars in the place of lines, this many seconds apart at least; undefined for lines. */
  barSeconds: number | undefined;
  width: number;
  height: number;
  /** Charts with the same key share the cross-hair. */
  syncKey: string;
  onCursor: (index: number | null) => void;
  onZoom: (fromSeconds: number, toSeconds: number) => void;
  onZoomOut: () => void;
}

// A drag shorter than this is a click with a shaky hand.
const minDragPixels = 6;

export function chartOptions(spec: ChartSpec): uPlot.Options {
  const axis = {
    stroke: spec.textColor,
    font: spec.font,
    grid: { stroke: spec.gridColor, width: 1 },
    ticks: { show: false },
  };
  return {
    width: spec.width,
    height: spec.height,
    // At the right half of a label, which may name the day: one of the last moment would be cut off.
    padding: [8, 24, 0, 0],
    legend: { show: false },
    cursor: {
      drag: { x: true, y: false, setScale: false, dist: minDragPixels },
      points: { size: 7, width: 2, fill: (_, line) => colorOf(spec, line - 1) },
      // Only the position is shared: a selection zooms through the address bar, which all charts follow.
      sync: { key: spec.syncKey, filters: { pub: (type) => type.startsWith('mousemove') || type === 'mouseleave' } },
      bind: {
        dblclick: () => () => {
          spec.onZoomOut();
          return null;
        },
      },
    },
    scales: {
      x: { time: true },
      y: { range: (_, min, max) => valueRange(spec.unit, min, max) },
    },
    axes: [
      { ...axis, size: 28, gap: 6, space: 70, values: (_, splits, __, ___, distance) => timeLabels(splits, distance) },
      {
        ...axis,
        // The same width on every chart, so that moments stand below each other.
        size: 66,
        gap: 6,
        space: 34,
        incrs: valueIncrements(spec.unit),
        values: (_, splits) => splits.map((value) => formatValue(value, spec.unit)),
      },
    ],
    series: [
      {},
      ...spec.labels.map((label, index) => line(spec, label, index)),
      ...spec.ghosts.map((_, index) => ghost(spec, index)),
    ],
    // Each band reaches down to the line below it; the first one down to zero.
    bands: spec.stacked && spec.barSeconds === undefined ? bands(spec) : [],
    hooks: {
      draw: [(chart) => drawLevelLines(chart, spec.levels)],
      setCursor: [(chart) => spec.onCursor(chart.cursor.idx ?? null)],
      setSelect: [
        (chart) => {
          const { left, width } = chart.select;
          if (width < minDragPixels) return;
          spec.onZoom(chart.posToVal(left, 'x'), chart.posToVal(left + width, 'x'));
          chart.setSelect({ left: 0, top: 0, width: 0, height: 0 }, false);
        },
      ],
    },
  };
}

function line(spec: ChartSpec, label: string, index: number): uPlot.Series {
  const color = spec.colors[index] ?? '';
  if (spec.barSeconds !== undefined) {
    return { label, fill: () => colorOf(spec, index), paths: barPaths(spec.barSeconds), points: { show: false } };
  }
  return {
    label,
    // A hidden line of a stack still carries the ones above it: it is there, but not to be seen.
    stroke: () => colorOf(spec, index),
    width: spec.stacked ? 1.25 : 1.5,
    spanGaps: false,
    points: { show: true, size: 4, fill: color, filter: isolatedPoints },
    ...(spec.stacked && index === 0 ? { fill: translucent(color) } : {}),
  };
}

function ghost(spec: ChartSpec, index: number): uPlot.Series {
  return {
    stroke: () => colorOf(spec, spec.labels.length + index),
    width: 1.25,
    dash: [5, 4],
    spanGaps: false,
    points: { show: false },
  };
}

function bands(spec: ChartSpec): uPlot.Band[] {
  return spec.labels.slice(1).map((_, index) => ({
    series: [index + 2, index + 1],
    fill: translucent(spec.colors[index + 1] ?? ''),
  }));
}

function colorOf(spec: ChartSpec, index: number): string {
  if (index >= spec.labels.length) {
    const compared = spec.ghosts[index - spec.labels.length] ?? null;
    return compared === null ? spec.textColor : faded(spec.colors[compared] ?? '');
  }
  return spec.isHidden(index) ? 'transparent' : (spec.colors[index] ?? '');
}

function faded(color: string): string {
  return `${color}b0`;
}

/** Colours come as #rrggbb. */
function translucent(color: string): string {
  return `${color}55`;
}
