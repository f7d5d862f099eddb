import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, expect, it, jest } from '@jest/globals';
import { reachableDir } from '@pgwatch-heroku/embedded-postgres';
import { startCommand } from '../src/index.js';
import { accountProject } from './support/start-account.js';
import { tempDir } from './support/temp-dir.js';
import { databaseMs, until } from './support/until.js';
import { writeFiles } from './support/write-files.js';

afterEach(() => {
  jest.restoreAllMocks();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.removeAllListeners(signal);
});

function capture(stream: NodeJS.WriteStream): () => string {
  let printed = '';
  jest.spyOn(stream, 'write').mockImplementation((text) => {
    printed += String(text);
    return true;
  });
  return () => printed;
}

it('says where the log is when PostgreSQL ends while the first sample is waited for', async () => {
  const repoDir = await tempDir();
  await writeFiles(repoDir, {
    ...accountProject,
    'app.json': {
      stack: 'container',
      addons: ['DATABASE', 'MONITOREDDB'].map((as) => ({ plan: 'heroku-postgresql:essential-0', as })),
      formation: { web: { quantity: 1, size: 'basic' }, collector: { quantity: 1, size: 'basic' } },
    },
    'heroku.yml': `build:
  docker:
    web: Dockerfile
run:
  web: exec serve
  collector:
    image: web
    command: exec sleep 600
`,
  });
  const stateDir = path.join(repoDir, '.local-heroku');
  const [printed, complained] = [capture(process.stdout), capture(process.stderr)];
  const exitCode = startCommand({
    ...{ repoDir, stateDir, port: undefined, reset: false, plan: undefined, topology: undefined },
    ...{ withKey: false, buildMs: 0, environment: {}, parentGone: new AbortController().signal },
  });
  await until('its dynos', () => printed().includes('✔ Dynos'), databaseMs);
  const clusterDir = reachableDir(path.join(stateDir, 'postgres'));
  const [pid] = (await readFile(path.join(clusterDir, 'data', 'postmaster.pid'), 'utf8')).split('\n');
  process.kill(Number(pid), 'SIGQUIT'); // without a word to those who are connected
  expect(await exitCode).toBe(69);
  expect(complained()).toContain('The embedded PostgreSQL ended by itself');
  expect(complained()).toContain(`Its log: ${path.join(clusterDir, 'postgres.log')}.`);
}, 120_000);
