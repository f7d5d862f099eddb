import { chmod, mkdir, mkdtemp, rm } from 'node:fs/promises';
import path from 'node:path';
import { type Postgres, startPostgres } from '@pgwatch-heroku/embedded-postgres';
import { readRunDir, readTestMajor } from '../config.js';
import { clusterTemplate } from './cluster-template.js';
import { fetchMajor } from './fetch-major.js';

export interface ClusterOptions {
  /** 15 to 18; what is not installed is fetched first. The one of the run unless told. */
  major?: number;
  /** postgresql.conf settings on top of the fast ones. */
  settings?: Record<string, string | number>;
}

/** A PostgreSQL server of a test's own, for what the run's shared one cannot be put through. */
export interface Cluster {
  readonly dir: string;
  readonly major: number;
  readonly settings: Record<string, string | number>;
  /** The same before and after a restart, unless somebody took the port meanwhile. */
  readonly port: number;
  /** Database `postgres` as superuser; createTestDatabase() takes it as `server`. */
  readonly superuserUrl: string;
  /** Shuts down in order; statistics are kept. */
  stop(): Promise<void>;
  /** Ends it as a crash does; its statistics are lost, as after every crash. */
  kill(): Promise<void>;
  /** Starts what was stopped or killed, on the same port. */
  start(): Promise<void>;
  /** Stops it and removes its folder; otherwise both happen at the end of the run. */
  drop(): Promise<void>;
}

/**
 * What is committed survives kill(): the machine, which holds it in memory, does not crash. Shared memory in the cluster's
 * own folder goes with it; that of a killed server would stay in /dev/shm, which is small in containers.
 */
const fastSettings = { fsync: 'off', full_page_writes: 'off', dynamic_shared_memory_type: 'mmap' };

export async function startCluster(options: ClusterOptions = {}): Promise<Cluster> {
  return openCluster({
    dir: await createClusterDir(),
    major: options.major ?? readTestMajor(),
    settings: { ...fastSettings, ...options.settings },
  });
}

/** A folder for a cluster that is found, and ended, at the end of the run. */
export async function createClusterDir(): Promise<string> {
  const parent = path.join(readRunDir(), 'clusters');
  await mkdir(parent, { recursive: true, mode: 0o755 });
  const dir = await mkdtemp(path.join(parent, 'c-'));
  await chmod(dir, 0o755); // PostgreSQL may run as another user than we do
  return dir;
}

/** Starts what is in the folder, or makes it there. */
export async function openCluster(place: Pick<Cluster, 'dir' | 'major' | 'settings'>): Promise<Cluster> {
  const { dir, major, settings } = place;
  const nativeDir = await fetchMajor(major);
  let postgres: Postgres;
  let port: number | undefined;
  const start = async () => {
    postgres = await startPostgres({
      dir,
      settings,
      template: clusterTemplate(major),
      ...(nativeDir === undefined ? {} : { nativeDir }),
      ...(port === undefined ? {} : { preferredPort: port }),
    });
    port = postgres.port;
  };
  await start();
  return {
    dir,
    major,
    settings,
    get port() {
      return postgres.port;
    },
    get superuserUrl() {
      return postgres.superuserUrl;
    },
    start,
    stop: () => postgres.stop(),
    kill: () => postgres.kill(),
    drop: async () => {
      await postgres.stop();
      await rm(dir, { recursive: true, force: true });
    },
  };
}
