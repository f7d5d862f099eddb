import { expect, it } from '@jest/globals';
import { chooseProcess } from '../src/choose-process.js';

const choose = (argv: string[], dyno?: string, app?: string) => chooseProcess(argv, { dyno, app });

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
])('starts what the dyno %s is called after when nothing is named', (dyno, app, args) => {
  expect(choose([], dyno)).toMatchObject({ kind: 'start', process: { app }, args });
});

it('prefers the named process over the name of the dyno, as one-off dynos need', () => {
  expect(choose(['postdeploy'], 'run.1234')).toMatchObject({ process: { app: 'provisioner' }, args: ['postdeploy'] });
});

it('explains itself on a bare one-off dyno and outside Heroku', () => {
  for (const dyno of ['run.1', undefined, 'nonsense']) expect(choose([], dyno)).toEqual({ kind: 'usage', exitCode: 0 });
});

it.each([
  [['webb'], 'web.1', undefined, /no process "webb"/],
  [['web'], 'web.1', 'grafanna', /PGWATCH2_APP is "grafanna"/],
  [[], 'pgbench.1', 'collector', /PGWATCH2_APP=collector has no process pgbench/],
])('refuses %j on %s with PGWATCH2_APP=%s as a configuration problem', (argv, dyno, app, problem) => {
  expect(choose(argv, dyno, app)).toMatchObject({
    kind: 'usage',
    exitCode: 78,
    problem: expect.stringMatching(problem),
  });
});
