import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { endWithUs, until } from '../src/index.js';

const built = (file: string) => fileURLToPath(new URL(`../dist/${file}`, import.meta.url));
const jest = fileURLToPath(new URL('../../../node_modules/jest/bin/jest.js', import.meta.url));

let dir: string;
let started: ChildProcess | undefined;
beforeEach(async () => {
  dir = await mkdtemp(path.join(tmpdir(), 'pgwatch-killed-run-'));
});
afterEach(async () => {
  // Where a test has failed before it did so.
  started?.kill('SIGKILL');
  await rm(dir, { recursive: true, force: true, maxRetries: 5 });
});

/** Ends with us and with its test, whatever becomes of either. */
function guarded<T extends ChildProcess>(child: T): T {
  started = child;
  endWithUs(child);
  return child;
}

const isAlive = (pid: number) => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

/** A test file that notes the id of its worker and never ends. */
const endless = `test('never ends', () => new Promise(() => {
  require('node:fs').writeFileSync(require('node:path').join(__dirname, process.pid + '.pid'), '');
  setInterval(() => undefined, 1_000);
}), 600_000);`;

it.each(['SIGTERM', 'SIGKILL'] as const)('ends the workers of a run whose main process got %s', async (signal) => {
  await Promise.all(['one', 'two'].map((name) => writeFile(path.join(dir, `${name}.test.js`), endless)));
  const config = { rootDir: dir, resolver: built('jest/source-resolver.js'), transform: {}, cacheDirectory: dir };
  const args = [jest, '-w', '2', '--config', JSON.stringify(config)];
  const main = guarded(spawn(process.execPath, args, { stdio: 'ignore' }));
  const pids = await until('two workers are at it', async () => {
    const names = (await readdir(dir)).filter((name) => name.endsWith('.pid'));
    return names.length === 2 && names.map((name) => Number.parseInt(name, 10));
  });
  expect(pids).not.toContain(main.pid);
  expect(pids.every(isAlive)).toBe(true);
  main.kill(signal);
  await until('the workers are gone', () => !pids.some(isAlive));
});

it('ends an app that a test has started and did not live to stop', async () => {
  const app = path.join(dir, 'app.mjs');
  await writeFile(app, 'process.on("SIGTERM", () => undefined); setInterval(() => undefined, 1_000);');
  const script = `import { startApp } from ${JSON.stringify(built('start-app.js'))};
    console.log(startApp(${JSON.stringify(app)}, {}).pid);
    setInterval(() => undefined, 1_000);`;
  const parent = guarded(spawn(process.execPath, ['--input-type=module', '-e', script]));
  const [line] = (await once(parent.stdout, 'data')) as [Buffer];
  const pid = Number(line);
  expect(isAlive(pid)).toBe(true);
  parent.kill('SIGKILL');
  await until('the app is gone', () => !isAlive(pid));
});
