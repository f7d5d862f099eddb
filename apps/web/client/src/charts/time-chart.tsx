import { useComputedColorScheme, VisuallyHidden } from '@mantine/core';
import { useElementSize } from '@mantine/hooks';
import { useEffect, useMemo, useRef, useState } from 'react';
import uPlot from 'uplot';
import type { PanelData, TimeseriesData } from '../api/contract.js';
import { chartColors } from './chart-colors.js';
import { handleChartKey } from './chart-keys.js';
import { chartOptions } from './chart-options.js';
import { Legend } from './legend.js';
import { createLegendStore } from './legend-store.js';
import { levelLines } from './level-lines.js';
import { type PreparedChart, prepareChart } from './prepare.js';
import { chartSummary, momentSummary } from './summary.js';
import classes from './time-chart.module.css';

export const chartHeight = 208;

interface TimeChartProps {
  answer: PanelData;
  data: TimeseriesData;
  /** The period before, and how long before. */
  before?: { data: TimeseriesData; shiftSeconds: number } | undefined;
  syncKey: string;
  onZoom: (fromSeconds: number, toSeconds: number) => void;
  onZoomOut: () => void;
}

/** One chart. New samples go into the chart that is there; it is made anew only when its lines or colours change. */
export function TimeChart({ answer, data, before, syncKey, onZoom, onZoomOut }: TimeChartProps) {
  const { panel, stepSeconds } = answer;
  const scheme = useComputedColorScheme('light', { getInitialValueInEffect: false });
  const { ref: sizeRef, width } = useElementSize();
  const host = useRef<HTMLDivElement>(null);
  const chart = useRef<uPlot | null>(null);
  const [hidden, setHidden] = useState<ReadonlySet<string>>(new Set());
  const [legend] = useState(createLegendStore);
  const prepared = useMemo(
    () => prepareChart(data, { stepSeconds, stacked: panel.stacked, hidden, before }),
    [data, stepSeconds, panel.stacked, hidden, before],
  );
  const ghosts = prepared.ghosts.map(({ line }) => line);
  const [said, setSaid] = useState('');

  // Read at the time of the event, so that a new callback is no reason for a new chart.
  const actions = useRef({ onZoom, onZoomOut });
  const current = useRef({ prepared, hidden, width, from: 0, to: 0 });
  useEffect(() => {
    actions.current = { onZoom, onZoomOut };
    current.current = {
      prepared,
      hidden,
      width,
      from: Date.parse(answer.from) / 1000,
      to: Date.parse(answer.to) / 1000,
    };
  });

  const made = width > 0;
  const look = JSON.stringify([
    prepared.labels,
    ghosts,
    panel.unit,
    panel.stacked,
    panel.bars && stepSeconds,
    scheme,
    syncKey,
  ]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: `look` is all that asks for a new chart
  useEffect(() => {
    if (!made || !host.current) return;
    const { labels } = current.current.prepared;
    const { levelColors, ...colors } = chartColors(host.current, labels);
    const created = new uPlot(
      chartOptions({
        ...colors,
        levels: levelLines(panel.thresholds, levelColors),
        labels,
        ghosts: current.current.prepared.ghosts.map(({ line }) => line),
        unit: panel.unit,
        isHidden: (index) => current.current.hidden.has(labels[index] ?? ''),
        stacked: panel.stacked,
        barSeconds: panel.bars ? stepSeconds : undefined,
        width: current.current.width,
        height: chartHeight,
        syncKey,
        onCursor: (index) => legend.pointAt(index),
        onZoom: (from, to) => actions.current.onZoom(from, to),
        onZoomOut: () => actions.current.onZoomOut(),
      }),
      undefined,
      host.current,
    );
    chart.current = created;
    show(created, current.current);
    return () => {
      chart.current = null;
      created.destroy();
    };
  }, [made, look]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: what `current` holds
  useEffect(() => {
    if (chart.current) show(chart.current, current.current);
    legend.show(prepared);
  }, [prepared, width, answer, legend]);

  return (
    <div ref={sizeRef} className={classes.chart}>
      {/* biome-ignore lint/a11y/useSemanticElements: a group of what is drawn, not of fields */}
      <div
        ref={host}
        className={classes.canvas}
        style={{ height: chartHeight }}
        role="group"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: arrow keys move the cross-hair
        tabIndex={0}
        aria-roledescription="chart"
        aria-label={`${panel.title}. ${chartSummary(prepared, panel.unit)}. Arrow keys move through it, plus and minus zoom.`}
        onKeyDown={(event) => {
          if (!chart.current || event.ctrlKey || event.metaKey || event.altKey) return;
          const onMove = (index: number) => setSaid(momentSummary(prepared, index, panel.unit));
          if (handleChartKey(chart.current, event.key, { onMove, onZoom, onZoomOut })) event.preventDefault();
        }}
      />
      <VisuallyHidden role="status">{said}</VisuallyHidden>
      <Legend
        labels={prepared.labels}
        ghosts={ghosts}
        unit={panel.unit}
        store={legend}
        hidden={hidden}
        onToggle={(label) => setHidden((before) => toggled(before, label))}
      />
    </div>
  );
}

interface Shown {
  prepared: PreparedChart;
  width: number;
  from: number;
  to: number;
}

function show(chart: uPlot, { prepared, width, from, to }: Shown): void {
  const lines = [...prepared.heights, ...prepared.ghosts.map(({ values }) => values)];
  // Between new lines and the chart that is made for them.
  if (chart.series.length !== lines.length + 1) return;
  if (chart.width !== width) chart.setSize({ width, height: chartHeight });
  chart.batch(() => {
    chart.setData([prepared.times, ...lines], false);
    chart.setScale('x', { min: from, max: to });
  });
}

function toggled(labels: ReadonlySet<string>, label: string): ReadonlySet<string> {
  const next = new Set(labels);
  if (!next.delete(label)) next.add(label);
  return next;
}
