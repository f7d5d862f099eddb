import { expect, it } from '@jest/globals';
import { syncAttachedSources, updateSourceFacts } from '@pgwatch-heroku/store';
import { createTestDatabase, startFaultyProxy, type TestDatabase, until } from '@pgwatch-heroku/testkit';
import { openSource } from '../../src/fetch/open-source.js';
import { createStore, end, startCollector, ticksOf } from '../support.js';

const soundCount = 17;
const intervalMs = 1_000;
/** Less than any time-out of ours: whoever waited for a source that hangs would be later than that. */
const lateMs = 1_000;

/** So long the collector tries to connect to a database before it calls it down. */
const connectTimeoutMs = 10_000;

it('fetches 17 sound sources at their instants beside one that refuses, two that hang and one without an address', async () => {
  const store = await createStore({ instance_up: 1, db_stats: 1 });
  const hung = await createTestDatabase();
  const proxy = await startFaultyProxy(hung.url);
  const sound: TestDatabase[] = [];
  for (let i = 0; i < soundCount; i++) sound.push(await createTestDatabase());
  const names = sound.map((_, i) => `SOUND_${i}`);
  const at = (host: string) => {
    const url = new URL(hung.url);
    url.host = host;
    return url.href;
  };
  // One that hangs from the beginning may be an attachment that was renamed: one of another name is gone.
  const silent = await startFaultyProxy(hung.url);
  silent.freeze();
  await syncAttachedSources(store.client, [{ alias: 'GONE', variable: 'PGWATCH2_MONITOREDDB_GONE_URL', sameAs: [] }]);
  const [goneId] = await store.values('SELECT id FROM pgwatch2.source');
  const other = await openSource(hung.url, 'GONE');
  await updateSourceFacts(store.client, Number(goneId), { ...other.facts, systemIdentifier: '1' });
  await other.close();
  const startedAt = Date.now();
  const app = startCollector(store.database.url, {
    ...Object.fromEntries(sound.map(({ url }, i) => [`SOUND_${i}`, url])),
    HUNG: proxy.url,
    SILENT: silent.url,
    NOWHERE: at('nowhere.invalid:5432'),
    REFUSES: at('127.0.0.1:1'),
  });
  const counts = async () =>
    Promise.all([...names, 'HUNG'].map(async (name) => (await ticksOf(store, 'db_stats', name)).length));
  await until('all are fetched', async () => (await counts()).every((count) => count >= 2));
  // None of them waited for the one that has not answered yet.
  const [firstMs] = await store.values('SELECT extract(epoch FROM min(fetched_at)) * 1000 FROM samples.db_stats');
  expect(Number(firstMs) - startedAt).toBeLessThan(connectTimeoutMs);
  // Half-open in the middle of its life: the worst kind.
  proxy.freeze();
  const frozenAt = Date.now();
  const isUp = (name: string) => store.values('SELECT is_up FROM pgwatch2.source WHERE name = $1', [name]);
  for (const name of ['HUNG', 'NOWHERE', 'REFUSES', 'SILENT']) {
    await until(`${name} is down`, async () => (await isUp(name))[0] === false);
  }
  const before = await counts();
  await until('4 ticks more', async () =>
    (await counts()).slice(0, soundCount).every((n, i) => n >= (before[i] ?? 0) + 4),
  );
  await end(app);

  const { rows } = await store.client.query(
    `SELECT s.name, (extract(epoch FROM m.fetched_at - m.time) * 1000)::float8 AS late,
       (extract(epoch FROM m.time - lag(m.time) OVER (PARTITION BY s.id ORDER BY m.time)) * 1000)::float8 AS gap
     FROM samples.db_stats m JOIN pgwatch2.source s ON s.id = m.source_id
     WHERE s.name LIKE 'SOUND%' AND m.time > $1 ORDER BY late`,
    [new Date(frozenAt)],
  );
  expect(new Set(rows.map(({ name }) => name)).size).toBe(soundCount);
  // A busy machine may be late with a few; a source that waits for another would be late with all of its ticks.
  expect(rows[Math.floor(rows.length * 0.9)].late).toBeLessThan(lateMs);
  for (const name of names) {
    const own = rows.filter((row) => row.name === name);
    expect(own[Math.floor(own.length / 2)].late).toBeLessThan(lateMs);
    expect(Math.max(...own.map(({ gap }) => gap ?? 0))).toBeLessThanOrEqual(3 * intervalMs);
  }
  expect(await store.values('SELECT name FROM pgwatch2.source WHERE NOT is_up ORDER BY name')).toEqual([
    'HUNG',
    'NOWHERE',
    'REFUSES',
    'SILENT',
  ]);
  await Promise.all([proxy.close(), silent.close()]);
  await Promise.all([hung, ...sound].map((database) => database.drop()));
  await store.close();
});
