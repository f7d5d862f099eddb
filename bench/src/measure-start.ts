import { readFileSync } from 'node:fs';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { listDescendants, readDatabaseUrl, signIn, startCli, until } from '@pgwatch-heroku/e2e';
import { connect, sleep } from '@pgwatch-heroku/shared';
import { connectionsSql } from './sql/connections.js';

interface PanelData {
  data: { kind: string; lines?: { values: (number | null)[] }[] };
}

/** From `npm start` with nothing built to the first chart with data, and what the running system then takes. */
export async function measureStart(settleSeconds: number): Promise<{
  secondsToFirstChart: number;
  collectorMegabytes: number;
  connectionsPerSource: number;
}> {
  const stateDir = await mkdtemp(path.join(tmpdir(), 'pgwatch-bench-'));
  await chmod(stateDir, 0o755);
  const startedAt = performance.now();
  // After `npm ci` nothing is built; the cache of this checkout must not help.
  const cli = startCli({ stateDir, throughNpm: true, env: { TURBO_FORCE: 'true' } });
  try {
    const { url, password } = await cli.ready(180_000);
    const get = await signIn(url, password);
    await until(
      'A chart with data',
      async () => {
        const answer = (await (await get('/api/v1/sources/MONITOREDDB')).json()) as { panels: { id: string }[] };
        for (const { id } of answer.panels) {
          const panel = (await (
            await get(`/api/v1/sources/MONITOREDDB/panels/${id}?from=now-15m&to=now`)
          ).json()) as PanelData;
          if (panel.data.lines?.some(({ values }) => values.some((value) => value !== null))) return true;
        }
        return false;
      },
      120_000,
    );
    const secondsToFirstChart = (performance.now() - startedAt) / 1000;

    const monitored = await readDatabaseUrl(stateDir, 'MONITOREDDB');
    let connections = 0;
    for (let second = 0; second < settleSeconds; second++) {
      const client = await connect({ url: monitored, label: 'the sample database', applicationName: 'bench' });
      const { rows } = await client.query<{ connections: number }>(connectionsSql);
      connections = Math.max(connections, rows[0]?.connections ?? 0);
      await client.end();
      await sleep(1_000);
    }
    const collector = listDescendants(cli.pid).find(
      ({ command }) => command.includes('pgwatch-heroku collector') && !command.startsWith('/bin/sh'),
    );
    return {
      secondsToFirstChart,
      collectorMegabytes: residentMegabytes(collector?.pid),
      connectionsPerSource: connections,
    };
  } finally {
    await cli.stop();
    await rm(stateDir, { recursive: true, force: true });
  }
}

function residentMegabytes(pid: number | undefined): number {
  if (pid === undefined) throw new Error('the collector does not run');
  const kilobytes = /^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
  return Number(kilobytes) / 1024;
}
