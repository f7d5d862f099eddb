import type uPlot from 'uplot';

const widestPixels = 16;
const narrowestPixels = 6;
/** Of the room that a step of time has. */
const share = 0.7;

/**
 * Bars of a stack: each from the height of the line below it to its own, so that what happened at one moment stands on
 * top of one another. @param stepSeconds the least distance of two bars.
 */
export const barPaths =
  (stepSeconds: number): uPlot.Series.PathBuilder =>
  (chart, lineIndex, first, last) => {
    const times = chart.data[0];
    const tops = chart.data[lineIndex] ?? [];
    const below = lineIndex > 1 ? (chart.data[lineIndex - 1] ?? []) : [];
    const ratio = devicePixelRatio;
    const x = (seconds: number) => chart.valToPos(seconds, 'x', true);
    const room = Math.abs(x((times[0] ?? 0) + stepSeconds) - x(times[0] ?? 0)) * share;
    const width = Math.min(widestPixels * ratio, Math.max(narrowestPixels * ratio, room));
    const fill = new Path2D();
    for (let index = first; index <= last; index += 1) {
      const top = tops[index];
      const bottom = below[index] ?? 0;
      if (typeof top !== 'number' || top === bottom) continue;
      const y = chart.valToPos(top, 'y', true);
      fill.rect(x(times[index] ?? 0) - width / 2, y, width, chart.valToPos(bottom, 'y', true) - y);
    }
    return { stroke: null, fill };
  };
