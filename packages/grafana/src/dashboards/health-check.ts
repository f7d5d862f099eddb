import type { Dashboard } from '../dashboard.js';
import { runningQueries } from '../panels/activity.js';
import * as health from '../panels/health.js';
import { metricProblems } from '../panels/store.js';

export const healthCheck: Dashboard = {
  uid: 'pgwatch-health-check',
  title: 'Health check',
  help: 'One database on one page of figures: is something wrong right now?',
  from: 'now-1h',
  rows: [
    {
      title: 'Now',
      panels: [{ panel: health.healthState }, { panel: health.healthSessions }, { panel: runningQueries }],
    },
    { title: 'Work', panels: [{ panel: health.healthWork }, { panel: health.healthRows }] },
    {
      title: 'Upkeep',
      panels: [{ panel: health.healthSize }, { panel: health.healthReplication }, { panel: metricProblems }],
    },
  ],
};
