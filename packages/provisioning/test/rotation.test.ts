import path from 'node:path';
import { expect, it } from '@jest/globals';
import { startApp, until } from '@pgwatch-heroku/testkit';
import { useHeroku } from './support/use-heroku.js';

const mainOf = (name: string) => path.resolve(import.meta.dirname, `../../../apps/${name}/dist/main.js`);
const app = useHeroku({ delays: { rotationMs: 4_000 } });
// Longer than a dyno takes to start on a busy machine, as the intervals of the presets are: a tick that falls on a
// restart is fetched late, by the new dyno, under its own time.
const intervalSeconds = 8;

interface Tick {
  gap: number | null;
  count: number;
}
const ticks = async (since: string) => {
  const [table] = await app.query<{ name: string | null }>(
    'DATABASE',
    `SELECT to_regclass('samples.db_stats')::text AS name`,
  );
  if (!table?.name) return [];
  return app.query<Tick>(
    'DATABASE',
    `SELECT extract(epoch FROM max(gap))::float8 AS gap, count(*)::int AS count FROM (
       SELECT time - lag(time) OVER (ORDER BY time) AS gap FROM samples.db_stats WHERE time >= $1) g`,
    [since],
  );
};

it('a rotated credential under load: no gap longer than an interval, one history, no secret in the store', async () => {
  expect((await app.provision()).code).toBe(0);
  const monitored = 'PGWATCH2_MONITOREDDB_MYTARGETDB';
  // The metric that is looked at, and no other, in all presets; as those of a user, which a start leaves as they are.
  await app.query('DATABASE', `UPDATE pgwatch2.preset SET origin = 'user'`);
  await app.query('DATABASE', `DELETE FROM pgwatch2.preset_metric WHERE metric <> 'db_stats'`);
  await app.query('DATABASE', 'UPDATE pgwatch2.preset_metric SET interval_seconds = $1', [intervalSeconds]);
  const [{ now } = { now: '' }] = await app.query<{ now: string }>('DATABASE', `SELECT now()::text AS now`);
  const env = () => ({ ...app.heroku.config(), PGWATCH2_SPILL_MB: '0' });
  // What the formation does at every release: the old dyno and the new one overlap.
  let dyno = startApp(mainOf('collector'), { ...env(), DYNO: 'collector.1' });
  const load = startApp(mainOf('pgbench-runner'), {
    MONITOREDDB_URL: app.heroku.databaseUrl('MONITOREDDB'),
    PGWATCH2_PGBENCH_SCALE: '1',
  });
  const restart = async () => {
    const old = dyno;
    old.kill('SIGTERM');
    dyno = startApp(mainOf('collector'), { ...env(), DYNO: 'collector.1' });
    await old.exited;
  };
  try {
    await until('load on the sample', async () => load.events('load-started').length > 0);
    await until('samples arrive', async () => ((await ticks(now))[0]?.count ?? 0) >= 1);

    const seen = new Set([app.heroku.databaseUrl(monitored)]);
    const client = app.client();
    const { addon } = (await client.attachments.listOfApp('local')).find(({ name }) => name === monitored) ?? {};
    await client.credentials.rotate(addon?.id ?? '', 'pgwatch2');
    const releases = () => app.releases().filter((release) => release.startsWith('Update')).length;
    for (const release of [1, 2]) {
      await until(`release ${release} of the rotation`, () => releases() >= release);
      seen.add(app.heroku.databaseUrl(monitored));
      await restart();
    }
    await client.credentials.waitUntilActive(addon?.id ?? '', 'pgwatch2', { intervalMs: 50 });
    const [{ after } = { after: '' }] = await app.query<{ after: string }>('DATABASE', `SELECT now()::text AS after`);
    await until('samples go on', async () => ((await ticks(after))[0]?.count ?? 0) >= 1);

    const [during] = await ticks(now);
    // No tick is missing, whichever of the three dynos was there for it.
    expect(during?.gap).toBeLessThanOrEqual(intervalSeconds);
    expect(seen.size).toBe(3);
    expect(await app.query('DATABASE', 'SELECT name FROM pgwatch2.source')).toEqual([{ name: 'MYTARGETDB' }]);
    expect(await app.query('DATABASE', 'SELECT DISTINCT source_id FROM samples.db_stats')).toHaveLength(1);

    const rows = await app.query<{ row: string }>(
      'DATABASE',
      `SELECT row::text FROM (SELECT to_jsonb(s) FROM pgwatch2.source s UNION ALL SELECT to_jsonb(m) FROM pgwatch2.source_metric m
         UNION ALL SELECT to_jsonb(o) FROM pgwatch2.operation o UNION ALL SELECT to_jsonb(t) FROM pgwatch2.series t) r (row)`,
    );
    const stored = rows.map(({ row }) => row).join();
    for (const url of seen) expect(stored).not.toContain(new URL(url).password);
  } finally {
    for (const each of [dyno, load]) each.kill('SIGTERM');
    await Promise.all([dyno.exited, load.exited]);
  }
}, 120_000);
