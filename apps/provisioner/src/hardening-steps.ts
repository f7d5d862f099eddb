import type { Outcome } from './outcome.js';

/** Credential and attachment that give each part a role of its own: the table in docs/architecture. */
const credentials: Record<Outcome['part'], { name: string; attachment: string }> = {
  'Collector DB': { name: 'pgwatch2', attachment: 'PGWATCH2' },
  'Grafana role': { name: 'pgwatch2_grafana', attachment: 'PGWATCH2_GRAFANA' },
  'Monitored DB': { name: 'pgwatch2', attachment: 'PGWATCH2_MONITOREDDB_MYTARGETDB' },
};

/** Commands that turn "works as the owner" into "works with a role that may do only its part"; none when all have one. */
export function hardeningSteps(appName: string, outcomes: readonly Outcome[]): string[] {
  const shared = outcomes.filter(({ state }) => state === 'shared' || state === 'none');
  if (shared.length === 0) return [];
  const commands = shared.flatMap(({ part, label, isPrimary }) => {
    const database = label.replace(/_URL$/, '');
    const { name } = credentials[part];
    // In the Monitored DB app the monitored database is DATABASE, and its credential is attached as PGWATCH2.
    const attachment = part === 'Monitored DB' && isPrimary ? 'PGWATCH2' : credentials[part].attachment;
    return [
      `  heroku pg:credentials:create ${database} --name ${name} --app ${appName}`,
      `  heroku addons:attach ${database}-ADDON --credential ${name} --as ${attachment} --app ${appName}`,
    ];
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
