import { existsSync } from 'node:fs';
import { access, constants, mkdir, readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { AppError, messageOf } from '@pgwatch-heroku/shared';

const defaultName = '.local-heroku';

/** Everything that local Heroku keeps in its state folder, but for what makes it the only one there. */
export const stateNames = ['state.json', 'postgres', 'servers', 'slugs', 'sources', 'dynos'] as const;

/** Names the last process that used the folder, and so marks the folder as local Heroku's, whatever became of its state. */
export const pidFileOf = (stateDir: string) => path.join(stateDir, 'control.pid');

export const defaultStateDir = (repoDir: string) => path.join(repoDir, defaultName);

/** What a user types to delete what local Heroku keeps there and to start over. */
export function resetCommand(stateDir: string, repoDir: string): string {
  return `npm start --${stateDirOption(stateDir, repoDir)} --reset`;
}

/** What names the state folder to a command, after a space; nothing where the command looks anyway. */
export function stateDirOption(stateDir: string, repoDir: string): string {
  if (stateDir === defaultStateDir(repoDir)) return '';
  const quoted = /^[\w./-]+$/.test(stateDir) ? stateDir : `'${stateDir.replaceAll("'", `'\\''`)}'`;
  return ` --state-dir ${quoted}`;
}

/**
 * Makes the state folder, or sees that the one that is there can be used: files of somebody else under the names that
 * local Heroku uses are neither taken for its own nor deleted.
 *
 * @throws AppError `configuration`
 */
export async function prepareStateDir(stateDir: string): Promise<void> {
  const hint = 'Name a folder that you may write to: npm start -- --state-dir DIR.';
  await mkdir(stateDir, { recursive: true, mode: 0o755 }).catch((cause: unknown) => {
    throw new AppError('configuration', `The state folder cannot be made: ${messageOf(cause)}`, { cause, hint });
  });
  await access(stateDir, constants.R_OK | constants.W_OK | constants.X_OK).catch((cause: unknown) => {
    throw new AppError('configuration', `The state folder cannot be used: ${messageOf(cause)}`, { cause, hint });
  });
  if (path.basename(stateDir) === defaultName || existsSync(pidFileOf(stateDir)) || (await holdsState(stateDir)))
    return;
  const present = new Set(await readdir(stateDir));
  const foreign = stateNames.filter((name) => present.has(name));
  if (foreign.length === 0) return;
  throw new AppError(
    'configuration',
    `${stateDir} holds ${foreign.join(', ')}, but no state of local Heroku, so they seem to be something else`,
    { hint: 'Nothing was changed. Name an empty folder with --state-dir, or delete them yourself.' },
  );
}

/** Of whatever version: it is about whose folder this is, also of one that came here as a copy. */
async function holdsState(stateDir: string): Promise<boolean> {
  try {
    const state = JSON.parse(await readFile(path.join(stateDir, 'state.json'), 'utf8')) as unknown;
    return typeof state === 'object' && state !== null && 'format' in state && ('app' in state || 'apps' in state);
  } catch {
    return false;
  }
}
