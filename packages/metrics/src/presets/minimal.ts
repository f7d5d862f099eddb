import type { Preset } from '../types.js';

export const minimal: Preset = {
  name: 'minimal',
  description: 'One query with the figures that matter most.',
  metrics: {
    instance_up: 60,
    kpi: 60,
  },
};
