import { type CredentialRow, credentialRows } from '@pgwatch-heroku/provisioning';
import type { Outcome } from './outcome.js';

/** Credentials of each part, of those that the set-up makes by itself with an API key. */
const isOf: Record<Outcome['part'], (row: CredentialRow) => boolean> = {
  'Collector DB': ({ credential, database }) => credential === 'pgwatch2' && database === 'DATABASE',
  'Grafana role': ({ credential }) => credential.startsWith('pgwatch2_grafana'),
  'Monitored DB': ({ database }) => database === 'MONITOREDDB',
};

/** Commands that turn "works as the owner" into "works with a role that may do only its part"; none when all have one. */
export function hardeningSteps(appName: string, outcomes: readonly Outcome[]): string[] {
  const shared = outcomes.filter(({ state }) => state === 'shared' || state === 'none');
  if (shared.length === 0) return [];
  const commands = shared.flatMap(({ part, label, isPrimary }) => {
    const database = label.replace(/_URL$/, '');
    // In the Monitored DB app the monitored database is DATABASE, and its credential is attached as PGWATCH2.
    const rows =
      part === 'Monitored DB' && isPrimary ? credentialRows.monitored : credentialRows.all.filter(isOf[part]);
    return rows.flatMap(({ credential, attachment }) => [
      `  heroku pg:credentials:create ${database} --name ${credential} --app ${appName}`,
      `  heroku addons:attach ${database}-ADDON --credential ${credential} --as ${attachment} --app ${appName}`,
    ]);
  });
  return [
    'Degraded means: it works as the role that owns the database. With plans that have credentials (Standard and up)',
    'these commands give each part a role of its own, now or later; nothing is lost, and the release that each attach',
    'makes hands over tables and grants. Essential plans have no credentials and stay as they are.',
    '',
    ...commands,
    '',
    `  (...-ADDON is the add-on's own name, as heroku addons --app ${appName} lists it; wait until`,
    '  heroku pg:credentials says "active" before you attach)',
  ];
}
