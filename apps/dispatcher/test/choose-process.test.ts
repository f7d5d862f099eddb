import { expect, it } from '@jest/globals';
import type { AppRole } from '@pgwatch-heroku/shared';
import { chooseProcess } from '../src/choose-process.js';

const choose = (argv: string[], dyno?: string, app: AppRole = 'all') =>
  chooseProcess(argv, { DYNO: dyno, PGWATCH2_APP: app });

it('starts the named process and passes its arguments on', () => {
  expect(choose(['monitored-bootstrap', '--helpers'])).toMatchObject({
    kind: 'start',
    process: { app: 'monitored-bootstrap' },
    args: ['--helpers'],
  });
});

it.each([
  ['web.1', 'web', []],
  ['collector.2', 'collector', []],
  ['pgbench.1', 'pgbench-runner', []],
  ['release.4321', 'provisioner', ['release']],
  ['collector-bootstrap.7', 'collector-bootstrap', []],
  ['grafana-bootstrap.1', 'grafana-bootstrap', []],
  ['monitored-bootstrap.1', 'monitored-bootstrap', []],
  ['provisioner.1', 'provisioner', []],
])('starts what the dyno %s is called after when nothing is named', (dyno, app, args) => {
  expect(choose([], dyno)).toMatchObject({ kind: 'start', process: { app }, args });
});

it('prefers the named process over the name of the dyno, as one-off dynos need', () => {
  expect(choose(['postdeploy'], 'run.1234')).toMatchObject({ process: { app: 'provisioner' }, args: ['postdeploy'] });
  expect(choose(['predestroy'], 'run.1234')).toMatchObject({ process: { app: 'provisioner' }, args: ['predestroy'] });
  expect(choose(['monitored-uninstall'], 'run.1234')).toMatchObject({
    process: { app: 'monitored-bootstrap' },
    args: ['--uninstall'],
  });
  expect(choose(['collector-bootstrap'], 'scheduler.1234')).toMatchObject({ process: { app: 'collector-bootstrap' } });
  expect(choose(['release'], 'web.1')).toMatchObject({ args: ['release'] });
});

it('explains itself on a bare one-off dyno and outside Heroku', () => {
  for (const dyno of ['run.1', 'run.1234', 'scheduler.1234', undefined, '', 'nonsense', 'web', '.1', 'web.x'])
    expect(choose([], dyno)).toEqual({ kind: 'usage', exitCode: 0 });
});

it('refuses a process that there is not, or that this role does not play, as a configuration problem', () => {
  expect(choose(['webb'])).toEqual({ kind: 'usage', exitCode: 78, problem: 'there is no process "webb"' });
  expect(choose([], 'collector.1', 'monitored')).toMatchObject({
    exitCode: 78,
    problem: expect.stringContaining('PGWATCH2_APP=monitored has no process collector'),
  });
});

it('starts Grafana as the web process of the app that runs nothing else', () => {
  expect(choose([], 'web.1', 'grafana')).toMatchObject({ kind: 'start', process: { app: 'grafana' } });
  expect(choose([], 'web.1', 'all')).toMatchObject({ kind: 'start', process: { app: 'web' } });
  expect(choose([], 'web.1', 'monitored')).toMatchObject({ kind: 'usage', exitCode: 78 });
});

it('lets the pgbench dyno of an app that became a Collector wait until it is scaled to 0', () => {
  expect(choose([], 'pgbench.1', 'collector')).toMatchObject({ kind: 'start', process: { app: 'pgbench-runner' } });
});

it('lets every role run what a release and a first deploy run', () => {
  for (const role of ['all', 'collector', 'grafana', 'monitored'] as const) {
    for (const name of ['release', 'postdeploy', 'predestroy', 'provisioner'])
      expect(choose([name], 'run.1', role).kind).toBe('start');
  }
});
