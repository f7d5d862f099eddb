import { PassThrough } from 'node:stream';
import { expect, it } from '@jest/globals';
import { missingHints, setConfigVarsHint } from '@pgwatch-heroku/shared';
import { fitHint, herokuHere } from '../src/cli/fit-hint.js';
import { noSampleReason } from '../src/cli/no-sample-reason.js';
import { Notices } from '../src/cli/notices.js';
import { printPanel } from '../src/cli/print-panel.js';
import { Terminal } from '../src/cli/terminal.js';
import type { LocalHeroku } from '../src/index.js';
import { LogHub } from '../src/logs/log-hub.js';

const fit = fitHint(herokuHere('/repo/.local-heroku', '/repo'));

function capture() {
  const stream = new PassThrough();
  const printed = () => String(stream.read() ?? '');
  return { terminal: new Terminal(stream as unknown as NodeJS.WriteStream), printed };
}

it('shows warnings and errors of the log, each once, without the JSON around them', () => {
  const { terminal, printed } = capture();
  const notices = new Notices(terminal, fit);
  const logs = new LogHub();
  logs.subscribe((line) => notices.add(line));
  const say = (process: string, fields: object) => logs.write('app', process, JSON.stringify(fields));
  say('release.1234', { level: 'info', msg: 'all is well' });
  say('release.1234', { level: 'warn', msg: 'no role for Grafana' });
  logs.write('app', 'run.77', '  ! Grafana role: no role for Grafana');
  logs.write('app', 'run.77', '  ! Monitored DB: NOT THERE');
  logs.write('app', 'run.77', 'WARNING is a word; "level":"error" are some more!');
  logs.write('heroku', 'web.1', 'Error R10 (Boot timeout) -> Web process failed to bind to $PORT');
  logs.write('heroku', 'web.1', 'State changed from starting to up');
  expect(printed()).toBe('');
  notices.flush('the message says: Error R10 (Boot timeout) -> Web process failed to bind to $PORT');
  expect(printed()).toBe('  ! release: no role for Grafana\n  ! run: Monitored DB: NOT THERE\n');

  notices.isHolding = false;
  say('collector.1', { level: 'error', msg: 'the store is away', hint: 'Wait.', err: { stack: 'at x' } });
  say('collector.1', { level: 'error', msg: 'the store is away', hint: 'Wait.' });
  expect(printed()).toBe('  ! collector.1: the store is away. Wait.\n');
  say('web.1', { level: 'fatal', msg: 'PORT is wrong', hint: setConfigVarsHint });
  expect(printed()).toMatch(/^ {2}! web\.1: PORT is wrong\. Set these in your shell /);
});

it('says how to get an add-on here, where there is no heroku command', () => {
  const here = 'name it under addons in app.json and start over (npm start with --reset)';
  expect(fit(missingHints.DATABASE_URL)).toBe(`Attach a Heroku Postgres add-on as DATABASE: ${here}.`);
  const ofPostdeploy =
    'Nothing works without it: heroku addons:create heroku-postgresql:essential-0 --as DATABASE --app APP, then heroku run provisioner --app APP';
  expect(fit(ofPostdeploy)).toBe(`Nothing works without it: ${here}`);
});

const cli = 'node bin/local-heroku.js cli --';
it.each([
  ['heroku config:unset HEROKU_API_KEY --app APP', `${cli} config:unset HEROKU_API_KEY`],
  ['heroku pg:info DATABASE --app local-grafana', `${cli} pg:info DATABASE --app local-grafana`],
  ['grant it, then heroku run provisioner.', `grant it, then ${cli} run:detached provisioner.`],
  ['heroku run:detached doctor', `${cli} run:detached doctor`],
  ['The commands that lift it on a Standard plan: heroku run provisioner', /npm start -- --reset --plan standard-0/],
  [
    'the heroku account, heroku_ext and a postgres://heroku host',
    'the heroku account, heroku_ext and a postgres://heroku host',
  ],
])('turns a command for Heroku into one that works here: %s', (said, here) => {
  if (typeof here === 'string') expect(fit(said)).toBe(here);
  else expect(fit(said)).toMatch(here);
});

it('names the state folder in a command where it is not the usual one', () => {
  expect(fitHint(herokuHere('/tmp/a b', '/repo'))('heroku ps')).toBe(
    "node bin/local-heroku.js cli --state-dir '/tmp/a b' -- ps",
  );
});

it('says a failure once, whatever else its words were in the log', () => {
  const { terminal, printed } = capture();
  const notices = new Notices(terminal, fit);
  const logs = new LogHub();
  logs.subscribe((line) => notices.add(line));
  logs.write('app', 'run.77', '  ! Collector DB: DATABASE_URL is not set. Nothing works without it: do this');
  logs.write('app', 'run.77', '  ! Monitored DB: MONITOREDDB_URL is not set. There is no sample');
  notices.flush('postdeploy failed.\n  Collector DB: DATABASE_URL is not set, and nothing works without it');
  expect(printed()).toBe('  ! run: Monitored DB: MONITOREDDB_URL is not set. There is no sample\n');
});

it('knows when no first sample can come', () => {
  const dynos = [{ name: 'web.1' }, { name: 'collector.1' }];
  const url = 'postgres://u:p@h:5432/d';
  expect(noSampleReason({ DATABASE_URL: url, MONITOREDDB_URL: url }, dynos)).toBeUndefined();
  expect(noSampleReason({ PGWATCH2_MONITOREDDB_SALES_URL: url }, dynos)).toBeUndefined();
  expect(noSampleReason({ DATABASE_URL: url }, dynos)).toMatch(/no database is attached/);
  expect(noSampleReason({ MONITOREDDB_URL: url }, [{ name: 'web.1' }])).toMatch(/no collector runs/);
});

it.each([
  ['/repo/.local-heroku/postgres', '.local-heroku, kept for the next start; npm start -- --reset starts over', false],
  ['/var/tmp/pgwatch-heroku-0123', 'Databases +/var/tmp/pgwatch-heroku-0123: ', true],
])('says where the databases are: in %s', async (clusterDir, text, isElsewhere) => {
  const { terminal, printed } = capture();
  const heroku = {
    clusterDir,
    url: 'http://127.0.0.1:5080',
    superuserUrl: 'postgres://postgres:x@127.0.0.1:5432/postgres',
    config: () => ({}),
    dynos: () => Promise.resolve([]),
    account: {
      apps: ['local', 'local-grafana'].map((name, i) => ({
        state: { name },
        router: { url: `http://127.0.0.1:${5080 + i}` },
      })),
    },
  } as unknown as LocalHeroku;
  await printPanel(terminal, heroku, { repoDir: '/repo', stateDir: '/repo/.local-heroku' });
  const panel = printed();
  expect(panel).toMatch(new RegExp(text));
  expect(panel).toContain('http://127.0.0.1:5081  local-grafana');
  expect(panel.includes('Databases')).toBe(isElsewhere);
});
