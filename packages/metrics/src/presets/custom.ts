import type { Preset } from '../types.js';

/** For sources whose intervals are all their own: pgwatch has them without a preset. */
export const custom: Preset = {
  name: 'custom',
  description: 'Nothing but whether it is up, besides what a source is given of its own.',
  metrics: {
    instance_up: 60,
  },
};
