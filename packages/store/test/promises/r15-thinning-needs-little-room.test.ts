import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { keepHistory } from '../../src/index.js';
import { listPartitions } from '../../src/samples/list-partitions.js';
import { addSource, createStore, open, type TestStore } from '../store.js';
import { at, createMetric, daysBefore, fill } from './samples.js';

const now = at('2026-01-20');
const history = { rawDays: 4, tenMinutesDays: 12, retentionDays: 40 };

let store: TestStore;
let observer: TestStore['client'];
beforeAll(async () => {
  store = await createStore();
  observer = await open(store.database.url);
});
afterAll(async () => {
  await observer.end();
  await store.close();
});

async function bytes(sql: string): Promise<number> {
  const { rows } = await observer.query<{ bytes: string }>(`SELECT (${sql})::text AS bytes`);
  return Number(rows[0]?.bytes);
}
/** Files count, also those of a transaction that is not over. */
const databaseBytes = () => bytes('pg_database_size(current_database())');

it('thins a month, through both tiers, in the room of a single day', async () => {
  const sourceId = await addSource(store.client);
  await createMetric(store.client, 'm', { volume: 'large', peaks: ['gauge'] });
  await fill(store.client, 'm', { sourceId, from: daysBefore(now, 30), to: now, stepSeconds: 20 });
  // The last one begins now.
  const lastDay = (await listPartitions(store.client, 'm')).at(-2)?.name;
  const dayBytes = await bytes(`pg_total_relation_size('samples.${lastDay}')`);
  const before = await databaseBytes();
  // Above what it had come down to: autovacuum gives back pages of its own accord.
  let least = before;
  let room = 0;
  const watched = {
    query: async (...args: Parameters<typeof store.client.query>) => {
      const result = await store.client.query(...args);
      const size = await databaseBytes();
      room = Math.max(room, size - least);
      least = Math.min(least, size);
      return result;
    },
  } as unknown as TestStore['client'];
  for (const day of [18, 9, 0]) await keepHistory(watched, { history, now: daysBefore(now, day) });
  expect((await listPartitions(store.client, 'm')).map(({ tier }) => tier)).toContain('hour');
  expect(await databaseBytes()).toBeLessThan(0.6 * before);
  expect(room).toBeGreaterThan(0);
  expect(room).toBeLessThan(dayBytes);
});
