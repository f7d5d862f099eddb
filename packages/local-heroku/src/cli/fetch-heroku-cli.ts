import { execFile } from 'node:child_process';
import { mkdir, readdir, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { AppError, messageOf } from '@pgwatch-heroku/shared';
import { diskFull } from '../disk-full.js';
import { isAlive } from '../is-alive.js';

/** The version that the APIs were made to fit; another may ask for more. */
const version = '11.10.0';
/** 390 MB in 700 packages, over a slow line. */
const installDeadlineMs = 600_000;

/**
 * The real Heroku CLI's start script. It is no dependency of the project, for its size: npm fetches it into a cache
 * when it is first asked for.
 *
 * @throws AppError `unavailable` with what npm said; nothing of the attempt is left in the cache.
 */
export async function fetchHerokuCli(cacheDir: string, npm = 'npm'): Promise<string> {
  const dir = path.join(cacheDir, `heroku-cli-${version}`);
  const script = path.join(dir, 'node_modules', 'heroku', 'bin', 'run.js');
  if (await stat(script).catch(() => undefined)) return script;
  // Beside its place and renamed when complete: who asks meanwhile never finds half of it.
  const partial = `${dir}.partial-${process.pid}`;
  await mkdir(partial, { recursive: true });
  await removeInterrupted(cacheDir);
  try {
    await install(npm, partial);
    await rename(partial, dir).catch((error: NodeJS.ErrnoException) => {
      // Another process was quicker.
      if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') throw error;
    });
  } finally {
    await rm(partial, { recursive: true, force: true });
  }
  return script;
}

/** Ctrl-C ends us before we can tidy up, and what it leaves are hundreds of MB. */
async function removeInterrupted(cacheDir: string): Promise<void> {
  for (const name of await readdir(cacheDir)) {
    const pid = /\.partial-(\d+)$/.exec(name)?.[1];
    if (pid && !isAlive(Number(pid))) await rm(path.join(cacheDir, name), { recursive: true, force: true });
  }
}

async function install(npm: string, folder: string): Promise<void> {
  const args = ['install', '--prefix', folder, '--ignore-scripts', '--no-audit', '--no-fund', `heroku@${version}`];
  const options = { cwd: folder, timeout: installDeadlineMs };
  await promisify(execFile)(npm, args, options).catch((cause: NodeJS.ErrnoException & { stderr?: string }) => {
    const { stderr = '', code } = cause;
    if (/\bENOSPC\b/.test(stderr)) throw diskFull(cause);
    const reason = code === 'ENOENT' ? 'there is no npm on the PATH' : (reasonIn(stderr) ?? messageOf(cause));
    throw new AppError('unavailable', `The Heroku CLI ${version} cannot be fetched: ${reason}`, {
      cause,
      hint: 'It comes from the npm registry at the first time, which takes a connection and 390 MB of room.',
    });
  });
}

/** npm's own sentence: it stands after the codes, and before a stack, advice, and where its log is. */
function reasonIn(stderr: string): string | undefined {
  const lines = stderr.split('\n').map((line) => /^npm (?:error|ERR!) (\S.*)/.exec(line)?.[1]);
  return lines.find((line) => line !== undefined && !/^(code|syscall|errno|path|dest) /.test(line));
}
