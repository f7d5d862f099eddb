import { readdir, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import type { Postgres } from '@pgwatch-heroku/embedded-postgres';

const holder = globalThis as typeof globalThis & {
  pgwatchTestCluster?: { postgres: Postgres; dir: string; browser: { end(): Promise<void> } };
};

export default async function globalTeardown(): Promise<void> {
  const cluster = holder.pgwatchTestCluster;
  if (!cluster) return;
  await cluster.browser.end();
  await endForgotten(path.join(cluster.dir, 'clusters'));
  await cluster.postgres.stop();
  await rm(cluster.dir, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
}

/** Servers that a test started and did not drop, because it failed, end here. */
async function endForgotten(dir: string): Promise<void> {
  for (const name of await readdir(dir).catch(() => [])) {
    const pidFile = await readFile(path.join(dir, name, 'data', 'postmaster.pid'), 'utf8').catch(() => '');
    const pid = Number(pidFile.split('\n')[0]);
    if (!pid) continue;
    try {
      process.kill(pid, 'SIGINT');
    } catch {
      // It has ended with the worker that started it.
    }
  }
}
