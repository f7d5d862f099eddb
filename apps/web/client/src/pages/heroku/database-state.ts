import type { HerokuDatabase } from '../../api/contract.js';

export interface DatabaseState {
  tone: 'good' | 'warn' | 'plain';
  text: string;
  canAdd: boolean;
}

const monitored = /^(MONITOREDDB|PGWATCH2_MONITOREDDB_.+)$/;
const ofCollectorDb = /^(DATABASE|PGWATCH2|PGWATCH2_GRAFANA(_STORE)?)$/;
const isCollectorDb = ({ attachedHere }: HerokuDatabase): boolean =>
  attachedHere.some((name) => ofCollectorDb.test(name));

/** How a database of the account stands towards us, and whether it can be added. */
export function databaseState(database: HerokuDatabase): DatabaseState {
  const { attachedHere, isMonitored, isProvisioned, obstacle, canHaveCredentials } = database;
  if (isMonitored) {
    const name = attachedHere.find((each) => monitored.test(each)) ?? '';
    return { tone: 'good', text: `Monitored as ${name.replace(/^PGWATCH2_MONITOREDDB_/, '')}`, canAdd: false };
  }
  if (obstacle !== null) return { tone: 'warn', text: obstacle, canAdd: false };
  if (!isProvisioned) return { tone: 'plain', text: 'Heroku is still making it.', canAdd: false };
  const attached = attachedHere[0] === undefined ? '' : `Attached as ${attachedHere[0]}, not monitored. `;
  const as = isCollectorDb(database) ? 'Holds what this app gathers. ' : attached;
  const how = canHaveCredentials
    ? 'Gets a credential of its own that may look and change nothing.'
    : 'Its plan has one credential, its owner, which is used.';
  return { tone: 'plain', text: as + how, canAdd: true };
}

/** Those that a click adds first, attached ones before all; then what cannot be reached, or is monitored. */
export function sortDatabases(databases: readonly HerokuDatabase[]): HerokuDatabase[] {
  const rank = (database: HerokuDatabase) => {
    if (database.isMonitored) return 4;
    if (!databaseState(database).canAdd) return 3;
    if (isCollectorDb(database)) return 2;
    return database.attachedHere.length > 0 ? 0 : 1;
  };
  return databases.toSorted((one, other) => rank(one) - rank(other));
}
