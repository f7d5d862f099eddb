import { messageOf, type Queryable } from '@pgwatch-heroku/shared';
import { isWorthRetrying, recordChanges } from '@pgwatch-heroku/store';
import { askedMetric, type PendingFetch } from '../buffer/pending-fetch.js';
import type { Refusal } from './outbox.js';

/** Turns snapshots into events, the oldest first; those that cannot be read are refused. @throws what may work later. */
export async function writeChanges(client: Queryable, snapshots: readonly PendingFetch[]): Promise<Refusal[]> {
  const refused: Refusal[] = [];
  for (const { sourceId, shape, tickMs, fetchedAtMs, tags, values } of [...snapshots].sort(
    (a, b) => a.tickMs - b.tickMs,
  )) {
    try {
      const kinds = (JSON.parse(tags ?? '[]') as (string | null)[][]).map(([kind]) => kind ?? '');
      const objects = values[shape.columns.findIndex(({ name }) => name === 'objects')] ?? '{}';
      await recordChanges(client, {
        sourceId,
        tick: new Date(tickMs),
        fetchedAt: new Date(fetchedAtMs),
        kinds,
        objects,
      });
    } catch (error) {
      if (isWorthRetrying(error)) throw error;
      refused.push({ sourceId, metric: askedMetric(shape), reason: messageOf(error) });
    }
  }
  return refused;
}
