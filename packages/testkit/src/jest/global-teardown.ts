import { rm } from 'node:fs/promises';
import type { Postgres } from '@pgwatch-heroku/embedded-postgres';

const holder = globalThis as typeof globalThis & { pgwatchTestCluster?: { postgres: Postgres; dir: string } };

export default async function globalTeardown(): Promise<void> {
  const cluster = holder.pgwatchTestCluster;
  if (!cluster) return;
  await cluster.postgres.stop();
  await rm(cluster.dir, { recursive: true, force: true });
}
