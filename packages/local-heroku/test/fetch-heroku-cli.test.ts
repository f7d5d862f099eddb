import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from '@jest/globals';
import { fetchHerokuCli } from '../src/index.js';
import { tempDir } from './support/temp-dir.js';
import { writeFiles } from './support/write-files.js';

/** An npm that fails in these words. */
async function failingNpm(words: string): Promise<string> {
  const dir = await tempDir();
  await writeFiles(dir, {
    'words.txt': words,
    'bin/npm': `#!/bin/sh\ncat "$(dirname "$0")/../words.txt" >&2; exit 1\n`,
  });
  return path.join(dir, 'bin', 'npm');
}

const offline = `npm warn deprecated something: of no matter
npm error code ECONNREFUSED
npm error syscall connect
npm error errno ECONNREFUSED
npm error FetchError: request to http://127.0.0.1:9/heroku failed, reason: connect ECONNREFUSED 127.0.0.1:9
npm error     at ClientRequest.<anonymous> (index.js:1:1) {
npm error   code: 'ECONNREFUSED'
npm error }
npm error
npm error If you are behind a proxy, please make sure that the 'proxy' config is set properly.
npm error A complete log of this run can be found in: /home/ann/.npm/_logs/debug-0.log
`;

it.each([
  [offline, 69, /^The Heroku CLI \S+ cannot be fetched: FetchError: .*connect ECONNREFUSED 127\.0\.0\.1:9$/],
  ['npm error code ENOSPC\nnpm error nospc There appears to be insufficient space\n', 69, /^The disk is full$/],
])(
  'says in a line of npm why the CLI cannot be fetched, and leaves nothing in the cache',
  async (words, exitCode, message) => {
    const cacheDir = await tempDir();
    const problem = { exitCode, message: expect.stringMatching(message), hint: expect.any(String) };
    await expect(fetchHerokuCli(cacheDir, await failingNpm(words))).rejects.toMatchObject(problem);
    expect(readdirSync(cacheDir)).toEqual([]);
  },
);

it('says so where there is no npm', async () => {
  const cacheDir = await tempDir();
  await expect(fetchHerokuCli(cacheDir, path.join(cacheDir, 'npm'))).rejects.toMatchObject({
    exitCode: 69,
    message: expect.stringMatching(/there is no npm on the PATH$/),
  });
  expect(readdirSync(cacheDir)).toEqual([]);
});

it('removes what fetches left that were interrupted, and leaves those alone that go on', async () => {
  const cacheDir = await tempDir();
  const { pid: ended } = spawnSync('true');
  const goesOn = `heroku-cli-11.0.0.partial-${process.ppid}`;
  for (const name of [`heroku-cli-11.0.0.partial-${ended}`, goesOn]) {
    await writeFiles(cacheDir, { [`${name}/package.json`]: {} });
  }
  await expect(fetchHerokuCli(cacheDir, path.join(cacheDir, 'npm'))).rejects.toMatchObject({ exitCode: 69 });
  expect(readdirSync(cacheDir)).toEqual([goesOn]);
});
