import { createHash } from 'node:crypto';
import type { PendingFetch } from '../buffer/pending-fetch.js';

/** The metric whose fetches are compared with the one before instead of being stored. */
const changesMetric = 'change_events';
/** So long a snapshot may have got lost on its way (a full buffer) before an equal one is sent again. */
const repeatAfterMs = 3_600_000;

export const isSnapshot = ({ shape }: PendingFetch): boolean => shape.metric === changesMetric;

/** Holds back snapshots that are equal to the one before, as nearly all are: they need no room and no work. */
export class SnapshotFilter {
  readonly #last = new Map<number, { digest: string; tickMs: number }>();

  /** Whether this one says nothing new. */
  isRepeat({ sourceId, tickMs, tags, values }: PendingFetch): boolean {
    const digest = createHash('sha1')
      .update(JSON.stringify([tags, values]))
      .digest('base64');
    const last = this.#last.get(sourceId);
    if (last?.digest === digest && Math.abs(tickMs - last.tickMs) < repeatAfterMs) return true;
    // The first may have the tick of one that the process before this wrote, and then changes nothing: an equal one follows.
    this.#last.set(sourceId, { digest: last === undefined ? 'none yet' : digest, tickMs });
    return false;
  }
}
