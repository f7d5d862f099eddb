import type { Dashboard } from '../dashboard.js';
import * as fleet from '../panels/fleet.js';

export const globalOverview: Dashboard = {
  uid: 'pgwatch-global-overview',
  title: 'Global overview',
  help: 'All databases, or some of them, side by side: which one is in trouble?',
  rows: [
    { title: 'State', panels: [{ panel: fleet.fleetState }] },
    {
      title: 'Work',
      panels: [
        { panel: fleet.fleetTransactions },
        { panel: fleet.fleetStatements },
        { panel: fleet.fleetMeanTime },
        { panel: fleet.fleetRollbacks },
        { panel: fleet.fleetCacheHit },
        { panel: fleet.fleetIoTime },
        { panel: fleet.fleetTempBytes },
        { panel: fleet.fleetWal },
      ],
    },
    {
      title: 'Sessions',
      panels: [
        { panel: fleet.fleetSessions },
        { panel: fleet.fleetActive },
        { panel: fleet.fleetConnectionsUsed },
        { panel: fleet.fleetWaiting },
        { panel: fleet.fleetIdleInTransaction },
        { panel: fleet.fleetLongestTransaction },
      ],
    },
    {
      title: 'Size and upkeep',
      panels: [
        { panel: fleet.fleetSize },
        { panel: fleet.fleetBiggest },
        { panel: fleet.fleetLag },
        { panel: fleet.fleetFreezeAge },
        { panel: fleet.fleetVersions },
      ],
    },
  ],
};
