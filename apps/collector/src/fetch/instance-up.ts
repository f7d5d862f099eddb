import { type PendingFetch, pendingFetch } from '../buffer/pending-fetch.js';

export const instanceUpName = 'instance_up';

/** Both names: pgwatch2's and that of pgwatch 3 and later. */
const shape = {
  metric: instanceUpName,
  tags: [],
  columns: [
    { name: 'is_up', type: 'int8' as const },
    { name: 'instance_up', type: 'int8' as const },
  ],
};

/** The one metric that no server answers: whether it answers. */
export function instanceUpFetch(sourceId: number, tickMs: number, isUp: boolean): PendingFetch {
  const value = isUp ? '1' : '0';
  return pendingFetch({ sourceId, shape, tickMs, fetchedAtMs: Date.now(), tags: null, values: [value, value] });
}
