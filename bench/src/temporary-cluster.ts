import { randomBytes } from 'node:crypto';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type Postgres, startPostgres } from '@pgwatch-heroku/embedded-postgres';
import { connect } from '@pgwatch-heroku/shared';
import { createDatabaseSql } from './sql/create-database.js';

/** A PostgreSQL server of the bench's own; its databases belong to the superuser. */
export interface TemporaryCluster {
  /** Of the postmaster. */
  pid: number;
  createDatabase(): Promise<string>;
  remove(): Promise<void>;
}

export async function startTemporaryCluster(settings: Record<string, string | number> = {}): Promise<TemporaryCluster> {
  const dir = await mkdtemp(path.join(tmpdir(), 'pgwatch-bench-'));
  await chmod(dir, 0o755);
  const postgres: Postgres = await startPostgres({ dir, settings: { 'pg_stat_statements.max': 1000, ...settings } });
  return {
    pid: postgres.pid,
    async createDatabase() {
      const name = `bench_${randomBytes(4).toString('hex')}`;
      const client = await connect({
        url: postgres.superuserUrl,
        label: 'the bench cluster',
        applicationName: 'bench',
      });
      await client.query(createDatabaseSql(name));
      await client.end();
      const url = new URL(postgres.superuserUrl);
      url.pathname = `/${name}`;
      return url.href;
    },
    async remove() {
      await postgres.stop();
      await rm(dir, { recursive: true, force: true });
    },
  };
}
