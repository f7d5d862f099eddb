import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { homedir, tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll } from '@jest/globals';
import { fetchHerokuCli, herokuCliEnv } from '@pgwatch-heroku/local-heroku';
import { type HerokuCommands, startHerokuCommands } from '../../../local-heroku/test/support/start-heroku-commands.js';
import { repoDir } from './use-clicked-app.js';

/** Stands in front of a line for `sh`: what the shell makes of it is printed word by word, and `heroku` takes it from there. */
const printWords = `heroku() { printf '%s\\n' "$@"; }`;

/**
 * A shell in a folder with a git repository and the manifests, in which `heroku` is the real one, loaded once.
 *
 * @param account whose APIs and key it gets; asked for when it is there.
 */
export function useHerokuShell(account: () => { apiUrl: string; apiKey: string }) {
  let dir = '';
  let commands: HerokuCommands;
  const repo = () => path.join(dir, 'repo');
  beforeAll(async () => {
    const script = await fetchHerokuCli(path.join(homedir(), '.cache', 'pgwatch-heroku'));
    dir = await mkdtemp(path.join(tmpdir(), 'pgwatch-git-push-'));
    await mkdir(repo());
    await writeFile(path.join(repo(), 'heroku.yml'), await readFile(path.join(repoDir, 'heroku.yml')));
    const searchPath = [path.dirname(process.execPath), '/usr/bin', '/bin'].join(':');
    commands = startHerokuCommands(script, herokuCliEnv({ ...account(), homeDir: dir, path: searchPath }));
    await promisify(execFile)('git', ['init', '-q', '-b', 'main'], { cwd: repo() });
  }, 600_000);
  afterAll(async () => {
    await commands?.stop();
    await rm(dir, { recursive: true, force: true });
  });

  /** Runs a line that begins with `heroku`. @returns what it prints, on both streams; in front of it a failure's exit code. */
  return async (line: string): Promise<string> => {
    const { stdout } = await promisify(execFile)('/bin/sh', ['-c', `${printWords}\n${line}`], { cwd: repo() });
    return await commands.run(stdout.trimEnd().split('\n'), repo());
  };
}
