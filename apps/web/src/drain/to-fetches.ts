import type { Fetch, MetricShape } from '@pgwatch-heroku/store';
import type { DatabaseSample } from './read-sample.js';

type Figures = DatabaseSample['figures'];
type Figure = (figures: Figures) => number | undefined;

const as =
  (name: string): Figure =>
  (figures) =>
    figures.get(name);
const of =
  (names: readonly string[], compute: (...values: number[]) => number): Figure =>
  (figures) => {
    const values = names.flatMap((name) => figures.get(name) ?? []);
    return values.length === names.length ? compute(...values) : undefined;
  };
const memory = ['memory-total', 'memory-free', 'memory-cached'] as const;

/** By metric, its columns: pgwatch's names and units of what it reads from a server by PL/Python. */
const tables: Readonly<Record<string, Readonly<Record<string, Figure>>>> = {
  cpu_load: { load_1min: as('load-avg-1m'), load_5min: as('load-avg-5m'), load_15min: as('load-avg-15m') },
  psutil_mem: {
    total: as('memory-total'),
    free: as('memory-free'),
    buff_cache: as('memory-cached'),
    used: of(memory, (total, free, cached) => total - free - cached),
    available: of(['memory-free', 'memory-cached'], (free, cached) => free + cached),
    percent: of(memory, (total, free, cached) => (100 * (total - free - cached)) / total),
  },
};

/** Shapes of the tables that samples are written to. */
export const drainShapes: readonly MetricShape[] = Object.entries(tables).map(([metric, columns]) => ({
  metric,
  tags: [],
  columns: Object.keys(columns).map((name) => ({ name, type: 'float8' })),
}));

/** Rows of what a sample says; none of a table that it says nothing of, as those of Essential plans. */
export function toFetches(sourceId: number, { at, figures }: DatabaseSample): Fetch[] {
  return Object.entries(tables).flatMap(([metric, columns]) => {
    const values = Object.values(columns).map((read) => read(figures));
    if (values.every((value) => value === undefined)) return [];
    return {
      ...{ sourceId, metric, tick: at, fetchedAt: at, columns: Object.keys(columns), series: null },
      values: values.map((value) => (value === undefined ? null : String(value))),
    };
  });
}
