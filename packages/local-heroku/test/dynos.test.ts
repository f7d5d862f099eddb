import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { expect, it } from '@jest/globals';
import { restartDelayMs } from '../src/dynos/restart-delay.js';
import { startFormation } from './support/start-formation.js';
import { until } from './support/until.js';
import { webServer } from './support/web-server.js';

const isAlive = (pid: number) => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};

it('gives a dyno config vars and what Heroku sets, nothing of this machine, and fresh empty folders', async () => {
  const { formation, texts, slugDir, dynosDir } = await startFormation(
    { web: 'exec show', worker: 'exec show' },
    {
      configVars: { GREETING: 'hello world', PATH: '/nowhere' },
      files: {
        'bin/show': `#!/usr/bin/env node
import { readdirSync, writeFileSync } from 'node:fs';
const { HOME, TMPDIR } = process.env;
console.log(JSON.stringify({ env: process.env, cwd: process.cwd(), left: [HOME, TMPDIR, '.'].flatMap((dir) => readdirSync(dir)) }));
for (const dir of [HOME, TMPDIR, '.']) writeFileSync(dir + '/mine', 'x');
process.kill(process.pid, 'SIGKILL');`,
      },
    },
  );
  await formation.scale('worker', 1);
  await until('the second start', () => texts('worker.1').filter((text) => text.startsWith('app: {')).length >= 2);
  const [first, second] = texts('worker.1')
    .filter((text) => text.startsWith('app: {'))
    .map((text) => JSON.parse(text.slice(5)));
  // A shell stands between, and some shells add these.
  for (const name of ['PWD', 'SHLVL', '_', 'OLDPWD']) delete first.env[name];
  expect(first.env).toEqual({
    GREETING: 'hello world',
    DYNO: 'worker.1',
    PATH: [path.join(slugDir, 'bin'), path.dirname(process.execPath), '/usr/bin', '/bin'].join(':'),
    HOME: expect.any(String),
    TMPDIR: expect.any(String),
  });
  expect([first.left, second.left]).toEqual([[], []]);
  expect(new Set([first.cwd, first.env.HOME, first.env.TMPDIR]).size).toBe(3);
  expect(second.cwd).not.toBe(first.cwd);
  await formation.scale('worker', 0);
  expect(await readdir(dynosDir)).toEqual([]);

  await formation.scale('web', 1);
  await until('the web process', () => texts('web.1').some((text) => text.startsWith('app: {')));
  const web = texts('web.1').find((text) => text.startsWith('app: {')) ?? '';
  expect(JSON.parse(web.slice(5)).env).toMatchObject({ DYNO: 'web.1', PORT: expect.stringMatching(/^\d+$/) });
});

it('has every line in the log before it says that the process exited, an unfinished one too', async () => {
  const { formation, texts } = await startFormation(
    { worker: 'for i in $(seq 2000); do echo "line $i"; done; printf "no end"; exit 3' },
    { times: { restartDelayMs: () => 60_000 } },
  );
  await formation.scale('worker', 1);
  await until('the crash', () => formation.dynos[0]?.state === 'crashed');
  const all = texts('worker.1');
  expect(all.filter((text) => text.startsWith('app: line '))).toHaveLength(1_500 - 3);
  expect(all.slice(-3)).toEqual([
    'app: no end',
    'heroku: Process exited with status 3',
    'heroku: State changed from up to crashed',
  ]);
});

it('restarts a crashed dyno, at once the first time and then after growing pauses', async () => {
  const crashes: number[] = [];
  const { formation, texts } = await startFormation(
    { worker: 'exit 1' },
    {
      times: {
        restartDelayMs: (count) => {
          crashes.push(count);
          return count < 3 ? 0 : 60_000;
        },
      },
    },
  );
  await formation.scale('worker', 1);
  await until('the third crash', () => crashes.length === 3);
  expect(crashes).toEqual([1, 2, 3]);
  expect(texts('worker.1')).toContain('heroku: State changed from crashed to starting');
  const pauses = [1, 2, 3, 4, 5, 6, 100].map(restartDelayMs);
  expect(pauses[0]).toBe(0);
  expect(pauses).toEqual([...pauses].sort((a, b) => a - b));
  expect(pauses.at(-1)).toBe(20_000);
});

it('comes back with another process after a SIGKILL to its main process', async () => {
  const { formation } = await startFormation({ worker: 'exec sleep 100' });
  await formation.scale('worker', 1);
  const [dyno] = formation.dynos;
  const before = await dyno?.pid();
  expect(before).toBeGreaterThan(0);
  process.kill(before ?? 0, 'SIGKILL');
  await until('another process', async () => dyno?.state === 'up' && (await dyno.pid()) !== before);
  expect(isAlive(before ?? 0)).toBe(false);
});

it('overlaps the old process with the new one on a restart, and kills it after the grace', async () => {
  const { formation, texts, configVars } = await startFormation(
    { worker: `trap 'echo asked' TERM; echo "version $VERSION"; while true; do sleep 0.05; done` },
    // Longer than the new process takes to say something, on a busy machine too.
    { configVars: { VERSION: '1' }, times: { stopGraceMs: 3_000 } },
  );
  await formation.scale('worker', 1);
  await until('version 1', () => texts('worker.1').includes('app: version 1'));
  const old = await formation.dynos[0]?.pid();
  configVars['VERSION'] = '2';
  await formation.restart();
  await until('version 2', () => texts('worker.1').includes('app: version 2'));
  expect(isAlive(old ?? 0)).toBe(true);
  await until('the end of version 1', () => !isAlive(old ?? 0));
  const all = texts('worker.1');
  const order = [
    'heroku: Restarting',
    'heroku: State changed from up to starting',
    'app: version 2',
    'heroku: Error R12 (Exit timeout) -> At least one process failed to exit within 3 seconds of SIGTERM',
    'heroku: Stopping remaining processes with SIGKILL',
    'heroku: Process exited with status 137',
  ].map((text) => all.indexOf(text));
  expect(order).not.toContain(-1);
  expect(order).toEqual([...order].sort((a, b) => a - b));
  expect(all).toContain('heroku: Stopping all processes with SIGTERM');
  expect(all).toContain('app: asked');
  expect(formation.dynos[0]?.state).toBe('up');
});

it('is left with one process per dyno after restarts that overtake each other', async () => {
  const { formation, logs } = await startFormation({ worker: 'exec sleep 100' });
  await formation.scale('worker', 1);
  await Promise.all([formation.restart(), formation.restart(), formation.restart()]);
  const count = (text: string) => logs.recent().filter((line) => line.text.startsWith(text)).length;
  await until('all but one stopped', () => count('Starting process') - count('Process exited') === 1);
  await formation.stop();
  expect(count('Starting process')).toBe(count('Process exited'));
});

it('kills a web process that does not bind its port in time', async () => {
  const { formation, texts } = await startFormation(
    { web: 'exec sleep 100' },
    { times: { bootMs: 300, restartDelayMs: () => 60_000 } },
  );
  await formation.scale('web', 1);
  expect(await formation.dynos[0]?.settled()).toBe('boot-timeout');
  expect(texts('web.1').slice(-4)).toEqual([
    'heroku: Error R10 (Boot timeout) -> Web process failed to bind to $PORT within 0.3 seconds of launch',
    'heroku: Stopping process with SIGKILL',
    'heroku: Process exited with status 137',
    'heroku: State changed from starting to crashed',
  ]);
});

it('is up when a web process has bound its port, and scales up and down by number', async () => {
  const { formation } = await startFormation({ web: 'exec serve' }, { files: { 'bin/serve': webServer } });
  await formation.scale('web', 3);
  expect(await Promise.all(formation.dynos.map((dyno) => dyno.settled()))).toEqual(['up', 'up', 'up']);
  await formation.scale('web', 1);
  expect(formation.states()).toEqual([{ name: 'web.1', state: 'up' }]);
});
