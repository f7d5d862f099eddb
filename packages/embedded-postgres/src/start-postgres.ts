import type { WriteStream } from 'node:fs';
import { mkdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { AppError, connect, messageOf, sleep } from '@pgwatch-heroku/shared';
import { copyCluster } from './cluster-template.js';
import { createCluster } from './create-cluster.js';
import { endLeftover } from './end-leftover.js';
import { findFreePort } from './free-port.js';
import { type GuardedProcess, spawnGuarded } from './guarded-process.js';
import { hasCluster, postgresOwner, reachableDir } from './readable-dir.js';
import { requireDiskSpace } from './require-disk-space.js';
import { findNativeDir, prepareRuntime, programsIn, type Runtime } from './runtime.js';
import { openServerLog } from './server-log.js';

export interface PostgresOptions {
  /** Folder of the cluster; made when missing, kept at the end. */
  dir: string;
  /** Taken when free; else another one is found. */
  preferredPort?: number;
  /** postgresql.conf settings on top of ours. */
  settings?: Record<string, string | number>;
  /** Free space that a new cluster needs. 40 MB for itself, the rest for WAL and first data. */
  requiredBytes?: number;
  /** Binaries of another major version than the installed one. */
  nativeDir?: string;
  /**
   * Folder that `prepareTemplate` filled: a new cluster becomes a copy of the one there, and its programs are run, in
   * the place of initdb and of binaries of one's own. What such clusters have in common is said there.
   */
  template?: string | undefined;
}

export interface Postgres {
  /** Where the cluster really is: as root it may not be where it was asked to be (see reachableDir). */
  readonly dir: string;
  readonly port: number;
  readonly pid: number;
  /** URL of database `postgres` as superuser, TLS only like every other. */
  readonly superuserUrl: string;
  readonly logFile: string;
  /** Ends all connections, writes everything to disk, resolves when the server is gone. */
  stop(): Promise<void>;
  /** Ends every process of the server at once, as a crash does: nothing is written, the next start recovers. */
  kill(): Promise<void>;
  /** Resolves with the exit code whenever and however the server ends. */
  readonly exited: Promise<{ code: number }>;
}

const megabyte = 1024 * 1024;

/**
 * Starts a PostgreSQL server from npm's binaries on 127.0.0.1, making its cluster on first use. It speaks only TLS with
 * a self-signed certificate, as Heroku's do, and ends when this process ends, whatever the way.
 *
 * @throws AppError `unavailable` when there is no binary, no disk space, or the server does not come up.
 */
export async function startPostgres(options: PostgresOptions): Promise<Postgres> {
  const dir = reachableDir(path.resolve(options.dir));
  const dataDir = path.join(dir, 'data');
  const isNew = !hasCluster(options.dir);
  if (isNew) await requireDiskSpace(dir, options.requiredBytes ?? 300 * megabyte);
  await mkdir(dir, { recursive: true, mode: 0o755 });
  const template = options.template === undefined ? undefined : reachableDir(path.resolve(options.template));
  const runtime =
    template === undefined
      ? await prepareRuntime(options.nativeDir ?? (await findNativeDir()), path.join(dir, 'runtime'))
      : programsIn(path.join(template, 'runtime'));
  if (!isNew) await endLeftover(runtime, dataDir);
  else if (template === undefined) await createCluster(runtime, dir);
  else await copyCluster(template, dir);
  const logFile = path.join(dir, 'postgres.log');
  const superuserPassword = (await readFile(path.join(dir, 'superuser-password'), 'utf8')).trim();

  let lastError: unknown;
  // A port that was free a moment ago can be taken before the server gets it: then once more, with another.
  for (let attempt = 0; attempt < 3; attempt++) {
    const port = await findFreePort(attempt === 0 ? options.preferredPort : undefined);
    const log = await openServerLog(logFile);
    const server = launch(runtime, dataDir, port, log.stream, options.settings ?? {});
    const superuserUrl = `postgres://postgres:${superuserPassword}@127.0.0.1:${port}/postgres`;
    try {
      await untilReady(server, superuserUrl);
      return {
        dir,
        port,
        pid: server.pid,
        superuserUrl,
        logFile,
        exited: server.exited,
        // SIGINT is PostgreSQL's fast shutdown: it ends sessions and leaves a clean cluster.
        stop: async () => void (await server.stop('SIGINT', 20_000)),
        kill: async () => void (await server.stop('SIGKILL', 5_000)),
      };
    } catch (error) {
      lastError = error;
      await server.stop('SIGINT', 5_000);
      const tail = (await log.readNew().catch(() => '')).trimEnd().split('\n').slice(-5).join(' | ');
      if (!/could not bind|Address already in use/.test(tail)) {
        throw new AppError('unavailable', `The embedded PostgreSQL does not start: ${messageOf(error)}`, {
          cause: error,
          hint: `Its log ends with: ${tail || '(empty)'} (whole log: ${logFile})`,
        });
      }
    }
  }
  throw new AppError('unavailable', `The embedded PostgreSQL found no free port: ${messageOf(lastError)}`);
}

function launch(
  runtime: Runtime,
  dataDir: string,
  port: number,
  log: WriteStream,
  settings: Record<string, string | number>,
): GuardedProcess {
  const all: Record<string, string | number> = {
    port,
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    shared_preload_libraries: 'pg_stat_statements',
    track_io_timing: 'on',
    max_connections: 200,
    shared_buffers: '64MB',
    timezone: 'UTC',
    log_timezone: 'UTC',
    // A statement that fails may be the one that gives a role its password; the error says enough without it.
    log_min_error_statement: 'panic',
    ...settings,
  };
  const server = spawnGuarded({
    command: runtime.postgres,
    args: ['-D', dataDir, ...Object.entries(all).flatMap(([name, value]) => ['-c', `${name}=${value}`])],
    env: { LC_ALL: 'C', PATH: '/usr/bin:/bin' },
    cwd: '/',
    orphanSignal: 'INT',
    ...postgresOwner,
  });
  const outputs = [server.stdout, server.stderr];
  let openOutputs = outputs.length;
  for (const output of outputs) {
    output.pipe(log, { end: false });
    output.once('close', () => {
      openOutputs--;
      if (openOutputs === 0) log.end();
    });
    // A full disk costs the log, not the server, which would hang on a pipe that nobody reads.
    log.once('error', () => output.resume());
  }
  return server;
}

async function untilReady(server: GuardedProcess, url: string): Promise<void> {
  let ended: number | undefined;
  server.exited.then(
    ({ code }) => {
      ended = code;
    },
    () => {
      ended = -1;
    },
  );
  const endsAt = performance.now() + 60_000; // recovery after a crash can take a while
  for (;;) {
    try {
      const client = await connect({
        url,
        label: 'the embedded PostgreSQL',
        applicationName: 'start',
        connectTimeoutMs: 5_000,
      });
      await client.end();
      return;
    } catch (error) {
      if (ended !== undefined) throw new Error(`the server ended with exit code ${ended}`);
      if (performance.now() > endsAt) throw error;
      await sleep(50);
    }
  }
}
