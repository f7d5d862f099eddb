import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { AppError, exitCodes } from '@pgwatch-heroku/shared';
import { ControlSocket } from '../state/control-socket.js';
import { StateStore } from '../state/state-store.js';
import { fetchHerokuCli } from './fetch-heroku-cli.js';
import { herokuCliEnv } from './heroku-cli-env.js';
import { printFailure } from './print-failure.js';

export interface CliCommandOptions {
  stateDir: string;
  cacheDir: string;
  /** For the Heroku CLI: `['ps', '-a', 'local']`. */
  args: readonly string[];
  path: string;
}

/** `local-heroku cli -- <command>`: the real Heroku CLI on the instance that runs. Returns the exit code. */
export async function cliCommand({ stateDir, cacheDir, args, path: searchPath }: CliCommandOptions): Promise<number> {
  const homeDir = await mkdtemp(path.join(tmpdir(), 'local-heroku-cli-'));
  try {
    const apiUrl = (await ControlSocket.find(stateDir))?.apiUrl;
    if (apiUrl === undefined) {
      throw new AppError('unavailable', 'Local Heroku does not run here', { hint: 'Start it with `npm start`.' });
    }
    const { account, apps } = (await StateStore.open(stateDir, '')).state;
    const script = await fetchHerokuCli(cacheDir);
    const child = spawn(process.execPath, [script, ...args], {
      stdio: 'inherit',
      env: herokuCliEnv({
        apiUrl,
        apiKey: account.apiKey,
        ...(apps[0] ? { app: apps[0].name } : {}),
        homeDir,
        path: searchPath,
      }),
    });
    const ignore = () => undefined; // Ctrl-C reaches it too, and it ends us with itself
    process.on('SIGINT', ignore);
    const [code] = (await once(child, 'exit')) as [number | null];
    process.off('SIGINT', ignore);
    return code ?? exitCodes.bug;
  } catch (error) {
    return printFailure(error);
  } finally {
    await rm(homeDir, { recursive: true, force: true });
  }
}
