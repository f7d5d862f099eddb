import type { MetricShape } from '@pgwatch-heroku/store';
import type { Queued } from './memory-queue.js';

/** Of the table that a fetch goes to. */
export interface FetchShape extends MetricShape {
  /** The metric that was asked for, where it is another's table: what becomes of the fetch is said of this one. */
  askedAs?: string;
}

export const askedMetric = ({ askedAs, metric }: FetchShape): string => askedAs ?? metric;

/** A fetch on its way to the store. Its tags are still text: series get their ids when the store is there. */
export interface PendingFetch extends Queued {
  sourceId: number;
  shape: FetchShape;
  tickMs: number;
  fetchedAtMs: number;
  tags: string | null;
  values: (string | null)[];
}

/** Objects, arrays and headers of strings around the text itself. */
const overheadBytes = 400;

export function pendingFetch(fetch: Omit<PendingFetch, 'sizeBytes'>): PendingFetch {
  let sizeBytes = overheadBytes + (fetch.tags?.length ?? 0);
  for (const value of fetch.values) sizeBytes += value?.length ?? 0;
  return { ...fetch, sizeBytes };
}
