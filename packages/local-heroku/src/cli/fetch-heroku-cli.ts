import { execFile } from 'node:child_process';
import { mkdir, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';

/** The version that the APIs were made to fit; another may ask for more. */
const version = '11.10.0';
/** 390 MB in 700 packages, over a slow line. */
const installDeadlineMs = 600_000;

/**
 * The real Heroku CLI's start script. It is no dependency of the project, for its size: npm fetches it into a cache
 * when it is first asked for.
 */
export async function fetchHerokuCli(cacheDir: string): Promise<string> {
  const dir = path.join(cacheDir, `heroku-cli-${version}`);
  const script = path.join(dir, 'node_modules', 'heroku', 'bin', 'run.js');
  if (await stat(script).catch(() => undefined)) return script;
  // Beside its place and renamed when complete: who asks meanwhile never finds half of it.
  const partial = `${dir}.partial-${process.pid}`;
  await mkdir(partial, { recursive: true });
  const args = ['install', '--prefix', partial, '--ignore-scripts', '--no-audit', '--no-fund', `heroku@${version}`];
  await promisify(execFile)('npm', args, { cwd: partial, timeout: installDeadlineMs });
  await rename(partial, dir).catch(async (error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') throw error;
    await rm(partial, { recursive: true, force: true });
  });
  return script;
}
