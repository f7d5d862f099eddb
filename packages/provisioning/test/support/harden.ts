import { bootstrapCollector, bootstrapGrafana, bootstrapMonitored } from '@pgwatch-heroku/bootstrap';
import type { HerokuClient } from '@pgwatch-heroku/heroku-api';
import { AppError, createLogger, parseDatabaseUrl } from '@pgwatch-heroku/shared';
import { type BootstrapWith, credentialRows, hardenApp } from '../../src/index.js';

export const log = createLogger({ name: 'test', level: 'silent' });
const signal = new AbortController().signal;

/** What the provisioner does with the URLs, less its words. */
export const bootstrap: BootstrapWith = async (urls) => {
  const attempt = async (database: 'DATABASE' | 'MONITOREDDB', work: () => Promise<{ changes: string[] }[]>) => {
    try {
      const results = await work();
      return { database, changes: results.flatMap(({ changes }) => changes).length, needsRepair: false };
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      return { database, changes: 0, needsRepair: false, error };
    }
  };
  const common = { log, signal, deadlineMs: 10_000 };
  const [pgwatch2Url, grafanaUrl] = [urls['PGWATCH2_URL'], urls['PGWATCH2_GRAFANA_URL']];
  const grafanaStoreUrl = urls['PGWATCH2_GRAFANA_STORE_URL'];
  const sample = urls['PGWATCH2_MONITOREDDB_MYTARGETDB_URL'];
  return Promise.all([
    attempt('DATABASE', async () => {
      const url = urls['DATABASE_URL'] ?? '';
      return [
        await bootstrapCollector({ ...common, url, pgwatch2Url }),
        await bootstrapGrafana({ ...common, url, pgwatch2Url, grafanaUrl, grafanaStoreUrl }),
      ];
    }),
    ...(sample === undefined
      ? []
      : [
          attempt('MONITOREDDB', async () => {
            const monitoringRole = parseDatabaseUrl(sample, 'sample').user;
            return [await bootstrapMonitored({ ...common, url: urls['MONITOREDDB_URL'] ?? '', monitoringRole })];
          }),
        ]),
  ]);
};

/** Hardens the app `local` in this very process; steps that ended, as `attach:PGWATCH2 done`. */
export async function harden(
  client: HerokuClient,
  given: { bootstrap?: BootstrapWith; intervalMs?: number; timeoutMs?: number } = {},
) {
  const steps = new Map<string, string>();
  const result = await hardenApp({
    client,
    app: 'local',
    rows: credentialRows.all,
    bootstrap: given.bootstrap ?? bootstrap,
    onStep: ({ id, state }) => void steps.set(id, state),
    log,
    wait: { intervalMs: given.intervalMs ?? 20, timeoutMs: given.timeoutMs ?? 10_000 },
    signal,
  });
  return { ...result, steps: [...steps].map(([id, state]) => `${id} ${state}`).sort() };
}
