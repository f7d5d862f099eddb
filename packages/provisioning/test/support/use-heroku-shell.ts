import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { homedir, tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll } from '@jest/globals';
import { fetchHerokuCli, herokuCliEnv } from '@pgwatch-heroku/local-heroku';
import { repoDir } from './use-clicked-app.js';

/**
 * A shell in a folder with a git repository and the manifests, with the real `heroku` on its PATH.
 *
 * @param account whose APIs and key it gets; asked for when it is there.
 */
export function useHerokuShell(account: () => { apiUrl: string; apiKey: string }) {
  let dir = '';
  let env: Record<string, string> = {};
  beforeAll(async () => {
    const script = await fetchHerokuCli(path.join(homedir(), '.cache', 'pgwatch-heroku'));
    dir = await mkdtemp(path.join(tmpdir(), 'pgwatch-git-push-'));
    await mkdir(path.join(dir, 'bin'));
    await writeFile(path.join(dir, 'bin/heroku'), `#!/bin/sh\nexec "${process.execPath}" "${script}" "$@"\n`, {
      mode: 0o755,
    });
    await mkdir(path.join(dir, 'repo'));
    await writeFile(path.join(dir, 'repo/heroku.yml'), await readFile(path.join(repoDir, 'heroku.yml')));
    const searchPath = [path.join(dir, 'bin'), path.dirname(process.execPath), '/usr/bin', '/bin'].join(':');
    env = herokuCliEnv({ ...account(), homeDir: dir, path: searchPath });
    await shell('git init -q -b main');
  }, 600_000);
  afterAll(() => rm(dir, { recursive: true, force: true }));

  /** @returns what the line prints, on both streams. */
  function shell(line: string): Promise<string> {
    return new Promise((resolve, reject) => {
      execFile(
        '/bin/sh',
        ['-c', line],
        { cwd: path.join(dir, 'repo'), env, timeout: 90_000 },
        (error, stdout, stderr) => {
          if (error) reject(new Error(`${line}: ${stdout}${stderr}`));
          else resolve(`${stdout}${stderr}`);
        },
      );
    });
  }
  return shell;
}
