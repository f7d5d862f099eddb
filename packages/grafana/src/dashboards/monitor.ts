import type { Dashboard } from '../dashboard.js';
import { dynoPanels } from '../dyno-panels.js';
import { collectorFailures } from '../panels/collector-failures.js';
import { collectorOverhead } from '../panels/collector-overhead.js';
import { collectorTime } from '../panels/collector-time.js';
import { dynoTable, metricProblems, storeState } from '../panels/store.js';

export const monitorCost: Dashboard = {
  uid: 'pgwatch-monitor-cost',
  title: 'Cost of monitoring',
  help: 'What monitoring costs the database and the Collector DB, and which metrics fail.',
  from: 'now-24h',
  rows: [
    { title: 'Collector DB', panels: [{ panel: storeState }] },
    {
      title: 'This database',
      panels: [{ panel: collectorOverhead }, { panel: collectorTime }, { panel: collectorFailures }],
    },
    { title: 'Problems', panels: [{ panel: metricProblems }] },
  ],
};

export const collectorDynos: Dashboard = {
  uid: 'pgwatch-collector-dynos',
  title: 'Collector dynos',
  help: 'How each collector dyno fares: fetches, delays, buffer, memory, CPU.',
  about: 'dyno',
  rows: [
    { title: 'Dynos', panels: [{ panel: dynoTable }] },
    { title: 'Over time', panels: dynoPanels.map((panel) => ({ panel })) },
  ],
};
