import { spawnSync } from 'node:child_process';
import { repoDir } from '@pgwatch-heroku/e2e';
import { measureChartQueries } from './charts/measure-chart-queries.js';
import { measureDeploys } from './deploy/measure-deploys.js';
import { runFetchCpu } from './fetch-cpu/run-fetch-cpu.js';
import type { Report } from './figure.js';
import { runGateway } from './gateway/run-gateway.js';
import { measureStart } from './measure-start.js';
import { measureShare } from './share/measure-share.js';
import { measureSourceDay } from './source-day.js';
import { measureStoreYear } from './store-year.js';
import { measureStoredBytes } from './stored-bytes.js';
import { startTemporaryCluster } from './temporary-cluster.js';
import { runWeb } from './web/run-web.js';

/** Long enough for the collector to have fetched every metric and to have settled. */
const settleSeconds = 60;

/** What one source costs: the whole system started, bytes, CPU. A few minutes. */
export async function runStandard(report: Report, withTests: boolean): Promise<void> {
  const { say, add } = report;
  say(`\nnpm start, from nothing built to the first chart, then ${settleSeconds} s of running ...`);
  const start = await measureStart(settleSeconds);
  add('npm start until the first chart shows data', start.secondsToFirstChart, 's', 60);
  add('collector resident memory, 1 source', start.collectorMegabytes, 'MB', 90);
  add('connections per source, at most', start.connectionsPerSource, '', 1);

  say('\nThe button on a local Heroku without delays, as one app and as three ...');
  const deploys = await measureDeploys();
  add('click to first sample after the build, single app', deploys.single, 's', 30);
  add('click to first sample after the build, three-apps', deploys.threeApps, 's', 60);
  add('attachment until first sample of the new source', deploys.attachment, 's', 15);
  add('release phase with nothing to do', deploys.release, 's', 3);

  const cluster = await startTemporaryCluster();
  try {
    say('\nTwo days of stat_statements, 200 statements, written twice ...');
    const bytes = await measureStoredBytes(await cluster.createDatabase(), await cluster.createDatabase());
    add('stored bytes per stat_statements sample', bytes.mixed, 'B', 60);
    add('stored bytes per stat_statements sample, all active', bytes.allActive, 'B', 85);
    for (const [metric, value] of Object.entries(bytes.others)) {
      add(`stored bytes per ${metric} sample`, value, 'B', metric === 'db_stats' ? 300 : 60);
    }

    say('\nA day of one source, 100 tables, 200 indexes, 100 statements ...');
    const day = await measureSourceDay(await cluster.createDatabase(), say);
    say(`  ${day.fetches} fetches; MB by metric: ${JSON.stringify(day.byMetric)}`);
    add('stored per source and day, heroku_postgres preset', day.storedMegabytes, 'MB', 10);

    say('\nMore than a year of an empty store with every metric ...');
    const year = await measureStoreYear({
      sourceUrl: await cluster.createDatabase(),
      storeUrl: await cluster.createDatabase(),
    });
    add(`relations of ${year.metrics} metrics over a year, at most`, year.relations, '', 2_500);
    add('empty store after a year', year.emptyMegabytes, 'MB', 40);
  } finally {
    await cluster.remove();
  }

  await runFetchCpu(report);

  // What the smallest plan shares among its tenants; the operating system's cache stays warm.
  const small = await startTemporaryCluster({ shared_buffers: '32MB' });
  try {
    say('\nA month of one source, looked at ...');
    const { p95Ms, panels, topStatements } = await measureChartQueries(await small.createDatabase());
    for (const { id, dayMs, monthMs } of panels) {
      say(`  ${id.padEnd(26)} 24 h ${dayMs.toFixed(0).padStart(4)} ms, 30 days ${monthMs.toFixed(0).padStart(4)} ms`);
    }
    say(`  ${panels.length} panels`);
    add('chart query, 24 h, p95 over all charts', p95Ms.day, 'ms', 60);
    add('chart query, 30 days, p95 over all charts', p95Ms.month, 'ms', 300);
    say(`  pgwatch's top statements, 24 h: ${topStatements.viewMs.toFixed(0)} ms through the view`);
    say(`  and ${topStatements.upstreamMs.toFixed(0)} ms from jsonb rows`);
    add(
      "pgwatch's top statements through the view, to jsonb rows",
      topStatements.viewMs / topStatements.upstreamMs,
      'x',
      1.2,
    );
  } finally {
    await small.remove();
  }

  await runGateway(report);
  await runWeb(report);

  say('\nA database under pgbench, monitored for three minutes ...');
  const share = await measureShare();
  say(`  ${share.othersPerSecond.toFixed(0)} statements of pgbench per second`);
  // Too much rather than too little: in these minutes every metric is fetched, those of every 12 hours too.
  add("share of a database's execution time under pgbench, start included", share.withStartPercent, '%', 0.5);
  add('the same after the first fetches', share.steadyPercent, '%');

  if (withTests) {
    say('\nnpm test ...');
    const startedAt = performance.now();
    const { status } = spawnSync('npm', ['test'], { cwd: repoDir, stdio: ['ignore', 'ignore', 'ignore'] });
    if (status !== 0) say(`  npm test failed with exit code ${status}`);
    add('npm test', (performance.now() - startedAt) / 1000, 's', 300);
  }
}
