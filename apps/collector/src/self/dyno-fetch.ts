import { dynoSourceId, type MetricShape } from '@pgwatch-heroku/store';
import { type PendingFetch, pendingFetch } from '../buffer/pending-fetch.js';
import type { DynoFigures } from './dyno-meter.js';

const fractions: readonly string[] = ['cpuSeconds', 'eventLoopDelayP99Ms', 'eventLoopDelayMaxMs'];
let shape: MetricShape | undefined;

/** The figures of a dyno as a fetch. A dyno is no source: its rows have an id that no source has. */
export function dynoFetch(dyno: string, tickMs: number, figures: DynoFigures): PendingFetch {
  shape ??= {
    metric: 'collector_dyno',
    tags: [],
    columns: [
      { name: 'dyno', type: 'text' },
      ...Object.keys(figures).map((name) => ({
        name: columnOf(name),
        type: fractions.includes(name) ? ('float8' as const) : ('int8' as const),
      })),
    ],
  };
  return pendingFetch({
    sourceId: dynoSourceId(dyno),
    shape,
    tickMs,
    fetchedAtMs: Date.now(),
    tags: null,
    values: [dyno, ...Object.values(figures).map(String)],
  });
}

const columnOf = (name: string) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
