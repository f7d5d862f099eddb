import { AppError, createPool, type Logger, messageOf, type Pool, sleep } from '@pgwatch-heroku/shared';
import type { Config } from './config.js';
import { findPgbench } from './load/find-pgbench.js';
import { ownLoad } from './load/own-load.js';
import { pgbenchLoad } from './load/pgbench-load.js';
import { prepareTables } from './prepare-tables.js';
import { runLoad } from './run-load.js';
import { applicationName, type Target } from './target-database.js';

const maxDelayMs = 60_000;
const warnEveryMs = 60_000;
/** A login refused this often is no rotation under way but a mistake. */
const maxRefusals = 3;

/**
 * Keeps the database under load until the signal aborts. One that is away is waited for.
 *
 * @throws AppError `configuration` when the server keeps refusing the login from the start.
 */
export async function run(target: Target, config: Config, log: Logger, signal: AbortSignal): Promise<void> {
  const program = await findPgbench(config.PGBENCH_BIN, config.PATH);
  const tables = { scale: config.PGWATCH2_PGBENCH_SCALE, maxMegabytes: config.PGWATCH2_PGBENCH_MAX_MB };
  let failures = 0;
  let refusals = 0;
  let hasWorked = false;
  let warnedAt = Number.NEGATIVE_INFINITY;
  while (!signal.aborted) {
    const startedAt = performance.now();
    let pool: Pool | undefined;
    try {
      const { branches } = await prepareTables(target, tables, log);
      hasWorked = true;
      refusals = 0;
      pool = createPool({
        url: target.url,
        label: target.variable,
        applicationName,
        maxConnections: config.PGWATCH2_PGBENCH_CLIENTS + 1,
        statementTimeoutMs: 60_000,
      });
      const load = program ? pgbenchLoad(program, target, applicationName) : ownLoad(pool);
      log.info({ event: 'load-started', branches, by: program ? 'pgbench' : 'built-in' }, `load on ${target.variable}`);
      await runLoad(pool, load, { config, branches }, log, signal);
    } catch (error) {
      if (signal.aborted) return;
      const isRefused = error instanceof AppError && error.code === 'configuration';
      if (isRefused && !hasWorked && ++refusals >= maxRefusals) throw error;
      failures = performance.now() - startedAt > maxDelayMs ? 1 : failures + 1;
      if (performance.now() - warnedAt >= warnEveryMs) {
        warnedAt = performance.now();
        log.warn({ event: 'database-away', failures }, `no load at present: ${messageOf(error)}`);
      }
    } finally {
      // Connections of a database that went silent never end in order; nobody waits for them.
      const ended = pool?.end().catch(() => undefined);
      await Promise.race([ended, sleep(2_000, signal).catch(() => undefined)]);
    }
    const delayMs = Math.min(maxDelayMs, 1_000 * 2 ** (failures - 1));
    await sleep(delayMs * (0.5 + 0.5 * Math.random()), signal).catch(() => undefined);
  }
}
