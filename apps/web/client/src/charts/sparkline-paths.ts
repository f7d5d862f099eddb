import type { Sparkline } from '../api/contract.js';

export interface SparklinePaths {
  line: string;
  area: string;
  /** Single samples between two gaps, which a line cannot show. */
  dots: string;
}

const padding = 2;
// What the server sends; a database that is new fills its part of it, not the whole width.
const windowSeconds = 30 * 60;

/** SVG paths over a base line of zero, cut where nothing was measured. */
export function sparklinePaths(data: Sparkline, width: number, height: number): SparklinePaths {
  const { times } = data;
  const last = times.at(-1) ?? 0;
  const span = Math.max(windowSeconds, last - (times[0] ?? 0));
  // An idle database is a line along the bottom, not one blown up to the full height.
  const top = Math.max(1, ...data.values.map((value) => value ?? 0));
  const x = (time: number) => round(width - padding - ((last - time) / span) * (width - 2 * padding));
  const y = (value: number) => round(height - padding - (Math.max(0, value) / top) * (height - 2 * padding));

  const paths: SparklinePaths = { line: '', area: '', dots: '' };
  for (const run of runsOf(data.values, times)) {
    const points = run.map(([time, value]) => `${x(time)},${y(value)}`);
    const [start] = run[0] ?? [0];
    const [end] = run.at(-1) ?? [0];
    if (points.length === 1) {
      paths.dots += `M${points[0]}h0.01`;
      continue;
    }
    paths.line += `M${points.join('L')}`;
    paths.area += `M${x(start)},${height - padding}L${points.join('L')}L${x(end)},${height - padding}Z`;
  }
  return paths;
}

function runsOf(values: (number | null)[], times: number[]): [number, number][][] {
  const runs: [number, number][][] = [];
  let run: [number, number][] = [];
  for (const [index, value] of values.entries()) {
    const time = times[index];
    if (value === null || time === undefined) {
      if (run.length) runs.push(run);
      run = [];
    } else run.push([time, value]);
  }
  if (run.length) runs.push(run);
  return runs;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
