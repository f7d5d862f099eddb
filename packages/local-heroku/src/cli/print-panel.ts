import path from 'node:path';
import type { LocalHeroku } from '../local-heroku.js';
import { resetCommand } from '../state/state-dir.js';
import { herokuHere } from './fit-hint.js';
import type { Terminal } from './terminal.js';

/** Where to go, how to get in, what runs, how it ends. */
export async function printPanel(
  terminal: Terminal,
  heroku: LocalHeroku,
  { repoDir, stateDir }: { repoDir: string; stateDir: string },
): Promise<void> {
  const dynos = await heroku.dynos();
  const running = dynos.map(({ name, state }) => (state === 'up' ? name : `${name} (${state})`)).join(', ');
  const relative = path.relative(repoDir, stateDir);
  const rows: (readonly [string, string])[] = [
    ['URL', terminal.style('bold', heroku.url)],
    // Those that the set-up made beside it.
    ...heroku.account.apps.slice(1).map(({ state, router }) => ['', `${router.url}  ${state.name}`] as const),
    ['User', 'admin'],
    ['Password', heroku.config()['PGWATCH2_ADMIN_PASSWORD'] ?? '(PGWATCH2_ADMIN_PASSWORD is not set)'],
    ['Runs', `${running}, PostgreSQL on 127.0.0.1:${new URL(heroku.superuserUrl).port}`],
    ['Grafana', await grafanaRow(heroku)],
    [
      'Data',
      `${relative.startsWith('..') ? stateDir : relative}, kept for the next start; ${resetCommand(stateDir, repoDir)} starts over`,
    ],
    // As root it is elsewhere where other users cannot enter (reachableDir of packages/embedded-postgres).
    ...(heroku.clusterDir.startsWith(`${stateDir}${path.sep}`)
      ? []
      : [
          ['Databases', `${heroku.clusterDir}: root's PostgreSQL runs as another user, who cannot enter Data`] as const,
        ]),
    // Pages and the doctor name commands for Heroku.
    ['heroku', `${herokuHere(stateDir, repoDir)} <command>, where a page says heroku <command>`],
    ['Stop', 'Ctrl-C'],
  ];
  terminal.line();
  for (const [name, value] of rows) terminal.line(`  ${terminal.style('dim', name.padEnd(10))}${value}`);
  terminal.line();
}

async function grafanaRow(heroku: LocalHeroku): Promise<string> {
  // Three hundred modules with what it needs, in which nobody has an interest who only starts a local Heroku.
  const { findGrafana } = await import('@pgwatch-heroku/grafana');
  const home = heroku.config()['GRAFANA_HOME'];
  if (findGrafana(home)) return `${heroku.url}/grafana/`;
  const place = home === undefined ? 'not installed' : `not in ${home}`;
  return `${place}; unpack Grafana 12 for this machine and start with GRAFANA_HOME=<its folder> npm start`;
}
