import { findChromium, signIn } from '@pgwatch-heroku/e2e';
import { metrics, presets } from '@pgwatch-heroku/metrics';
import { connect } from '@pgwatch-heroku/shared';
import { loadDefinitions, migrate, syncAttachedSources } from '@pgwatch-heroku/store';
import { fillCharts } from '../charts/fill-charts.js';
import type { Report } from '../figure.js';
import { sourceIdSql } from '../sql/stored-bytes.js';
import { startTemporaryCluster } from '../temporary-cluster.js';
import { measureApiLoad } from './api-load.js';
import { measureFirstLoad } from './first-load.js';
import { timePages } from './page-times.js';
import { quantile } from './quantile.js';
import { addSourcesSql, fillFleetSql } from './sql/fleet.js';
import { startWebProcess, webPassword } from './web-process.js';

const alias = 'CHARTS';
const sources = 200;
const charts = 12;
const rounds = 40;

interface Panel {
  id: string;
  kind: string;
}

/** The pages and their API: what a browser loads, how long it waits, and what a web dyno takes under load. */
export async function runWeb({ say, add }: Report): Promise<void> {
  add('first load of the pages, gzip', measureFirstLoad(), 'kB', 200);
  say(`\n${sources} sources, one of them with a history, on one web dyno ...`);
  const cluster = await startTemporaryCluster({ shared_buffers: '32MB' });
  try {
    const storeUrl = await cluster.createDatabase();
    await fillStore(storeUrl);
    const web = await startWebProcess(storeUrl);
    try {
      const get = await signIn(web.url, webPassword);
      add(`fleet page, ${sources} sources: server, p95`, await timeAnswers(get, ['/api/v1/sources']), 'ms', 150);

      const source = (await (await get(`/api/v1/sources/${alias}`)).json()) as { panels: Panel[] };
      const drawn: string[] = [];
      for (const { id, kind } of source.panels) {
        const path = `/api/v1/sources/${alias}/panels/${id}?from=now-24h&to=now`;
        if (kind === 'timeseries' && drawn.length < charts && (await hasLines(get, path))) drawn.push(path);
      }
      const p95 = await timeAnswers(get, drawn);
      add(`source page, 24 h, ${drawn.length} charts at once: server, p95`, p95, 'ms', 400);

      const chromium = findChromium();
      if (chromium) {
        const [fleet = Number.NaN, page = Number.NaN] = await timePages(chromium, web.url, [
          { path: '/', condition: `document.querySelectorAll('tbody a').length >= ${sources}` },
          {
            path: `/sources/${alias}?from=now-24h&to=now`,
            condition:
              "document.querySelector('canvas') && !document.querySelector('[data-panel][aria-busy=true]') && document.querySelectorAll('[data-panel]').length > 1",
          },
        ]);
        add(`fleet page, ${sources} sources: interactive`, fleet, 'ms', 1_500);
        add('source page, 24 h: painted', page, 'ms', 2_000);
      } else say('  no Chromium: what a browser waits is not measured');

      const paths = ['sources', `sources/${alias}`, 'session', 'metrics', 'presets', 'collector', 'metrics/db_stats'];
      const mixed = [...paths.map((path) => `/api/v1/${path}`), ...drawn];
      const load = await measureApiLoad(get, mixed, { perSecond: 50, seconds: 60, pid: web.pid });
      if (load.failures > 0) say(`  ${load.failures} answers were errors`);
      add('API at 50 requests per second, p99', load.p99Ms, 'ms', 250);
      add('web dyno under them: resident memory, peak', load.residentMegabytes, 'MB', 200);
    } finally {
      await web.stop();
    }
  } finally {
    await cluster.remove();
  }
}

async function fillStore(url: string): Promise<void> {
  const client = await connect({ url, label: 'the store', applicationName: 'bench' });
  try {
    await migrate(client);
    await loadDefinitions(client, { metrics, presets });
    await syncAttachedSources(client, [{ alias, variable: `PGWATCH2_MONITOREDDB_${alias}_URL`, sameAs: [] }]);
    const { rows } = await client.query<{ id: number }>(sourceIdSql, [alias]);
    // As long as every fetch is kept.
    await fillCharts(client, rows[0]?.id as number, 14);
    await client.query(addSourcesSql, [sources - 1]);
    for (const sql of fillFleetSql) await client.query(sql);
  } finally {
    await client.end();
  }
}

type Get = (path: string) => Promise<Response>;

/** The 95th percentile of asking for all of them at once, as a page does, again and again. */
async function timeAnswers(get: Get, paths: readonly string[]): Promise<number> {
  const times: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const startedAt = performance.now();
    await Promise.all(
      paths.map(async (path) => {
        await (await get(path)).arrayBuffer();
        times.push(performance.now() - startedAt);
      }),
    );
  }
  return quantile(times, 0.95);
}

async function hasLines(get: Get, path: string): Promise<boolean> {
  const { data } = (await (await get(path)).json()) as { data?: { lines?: { values: (number | null)[] }[] } };
  return data?.lines?.some(({ values }) => values.some((value) => value !== null)) ?? false;
}
