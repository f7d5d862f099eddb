import type { Metric } from '../types.js';

/** is_up is pgwatch2's name, instance_up that of v3 and later: both are written, 0 when the source cannot be reached. */
export const instanceUp: Metric = {
  name: 'instance_up',
  description: 'Whether the database answers; written at every tick, also while it does not.',
  versions: [],
  appliesTo: 'any',
  storage: { peaks: ['is_up'], isCore: true },
};
