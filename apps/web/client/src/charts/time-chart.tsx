import { useComputedColorScheme } from '@mantine/core';
import { useElementSize } from '@mantine/hooks';
import { useEffect, useMemo, useRef, useState } from 'react';
import uPlot from 'uplot';
import type { PanelData, TimeseriesData } from '../api/contract.js';
import { chartColors } from './chart-colors.js';
import { chartOptions } from './chart-options.js';
import { Legend } from './legend.js';
import { createLegendStore } from './legend-store.js';
import { prepareChart } from './prepare.js';
import classes from './time-chart.module.css';

export const chartHeight = 208;

interface TimeChartProps {
  answer: PanelData;
  data: TimeseriesData;
  syncKey: string;
  onZoom: (fromSeconds: number, toSeconds: number) => void;
  onZoomOut: () => void;
}

/** One chart. New samples go into the chart that is there; it is made anew only when its lines or colours change. */
export function TimeChart({ answer, data, syncKey, onZoom, onZoomOut }: TimeChartProps) {
  const { panel, stepSeconds } = answer;
  const scheme = useComputedColorScheme('light', { getInitialValueInEffect: false });
  const { ref: sizeRef, width } = useElementSize();
  const host = useRef<HTMLDivElement>(null);
  const chart = useRef<uPlot | null>(null);
  const [hidden, setHidden] = useState<ReadonlySet<string>>(new Set());
  const [legend] = useState(createLegendStore);
  const prepared = useMemo(
    () => prepareChart(data, { stepSeconds, stacked: panel.stacked, hidden }),
    [data, stepSeconds, panel.stacked, hidden],
  );

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
  const look = JSON.stringify([prepared.labels, panel.unit, panel.stacked, scheme, syncKey]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: `look` is all that asks for a new chart
  useEffect(() => {
    if (!made || !host.current) return;
    const { labels } = current.current.prepared;
    const created = new uPlot(
      chartOptions({
        ...chartColors(host.current, labels),
        labels,
        unit: panel.unit,
        isHidden: (index) => current.current.hidden.has(labels[index] ?? ''),
        stacked: panel.stacked,
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
      <div ref={host} className={classes.canvas} style={{ height: chartHeight }} />
      <Legend
        labels={prepared.labels}
        unit={panel.unit}
        store={legend}
        hidden={hidden}
        onToggle={(label) => setHidden((before) => toggled(before, label))}
      />
    </div>
  );
}

interface Shown {
  prepared: { times: number[]; heights: (number | null)[][] };
  width: number;
  from: number;
  to: number;
}

function show(chart: uPlot, { prepared, width, from, to }: Shown): void {
  // Between new lines and the chart that is made for them.
  if (chart.series.length !== prepared.heights.length + 1) return;
  if (chart.width !== width) chart.setSize({ width, height: chartHeight });
  chart.batch(() => {
    chart.setData([prepared.times, ...prepared.heights], false);
    chart.setScale('x', { min: from, max: to });
  });
}

function toggled(labels: ReadonlySet<string>, label: string): ReadonlySet<string> {
  const next = new Set(labels);
  if (!next.delete(label)) next.add(label);
  return next;
}
