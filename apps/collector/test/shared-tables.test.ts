import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { type Metric, metrics as shipped } from '@pgwatch-heroku/metrics';
import { createLogger } from '@pgwatch-heroku/shared';
import { createTestDatabase, type TestDatabase, until } from '@pgwatch-heroku/testkit';
import { hashOf } from '../src/hash.js';
import { SourceRunner } from '../src/schedule/source-runner.js';
import { tickShifts } from '../src/schedule/tick-shifts.js';
import { createStore, type TestStore } from './support.js';
import { createSources, createWriter, type WriterHarness } from './writer-harness.js';

/** Names that the same milliseconds fall to. */
const [twin, otherTwin] = (() => {
  const seen = new Map<number, string>();
  for (let n = 0; ; n++) {
    const name = `twin_${n}`;
    const earlier = seen.get(hashOf(name) % 999);
    if (earlier) return [earlier, name] as const;
    seen.set(hashOf(name) % 999, name);
  }
})();

let store: TestStore;
let monitored: TestDatabase;
let harness: WriterHarness;
let sourceId: number;
beforeAll(async () => {
  store = await createStore({ instance_up: 60 });
  monitored = await createTestDatabase();
  [sourceId = 0] = await createSources(store, 1);
  harness = await createWriter({ url: store.database.url });
});
afterAll(async () => {
  await harness.close();
  await monitored.drop();
  await store.close();
});

const metricOf = (name: string, storedAs?: string): Metric => ({
  ...{ name, description: '', appliesTo: 'any', ...(storedAs ? { storedAs } : {}) },
  versions: [{ minMajor: 15, sql: `SELECT '${name}' AS value` }],
});

it('stores what several metrics of a source put into one table, every fetch of each', async () => {
  const { outbox, counters, writer } = harness;
  const list = [metricOf('common'), metricOf(twin, 'common'), metricOf(otherTwin, 'common')].map((metric) => ({
    ...{ metric, intervalSeconds: 1 },
  }));
  const source = { id: sourceId, name: 'SALES' };
  const target = { label: 'SALES', identity: '', url: () => monitored.url };
  const runner = new SourceRunner({
    ...{ source, target, outbox, counters },
    log: createLogger({ name: 'test', level: 'silent' }),
  });
  runner.setMetrics({ primary: list, standby: list });
  const abort = new AbortController();
  const running = runner.run(abort.signal);
  await until('each was fetched a few times', () => runner.tallies.every(([, { fetches }]) => fetches >= 3));
  abort.abort();
  await running;
  expect(await writer.flush()).toBe(true);
  const fetched = runner.tallies.map(([name, { fetches }]) => `${name} ${fetches}`).sort();
  const stored = await store.values(
    `SELECT value || ' ' || count(*) FROM samples.common WHERE source_id = $1 GROUP BY value`,
    [sourceId],
  );
  expect(stored.sort()).toEqual(fetched);
});

it('gives none the milliseconds of another, however many there are and whatever their order', () => {
  const many = [metricOf('common'), ...Array.from({ length: 900 }, (_, n) => metricOf(`metric_${n}`, 'common'))];
  const shifts = tickShifts(many);
  expect(shifts.has('common')).toBe(false);
  expect(new Set(shifts.values()).size).toBe(900);
  for (const shift of shifts.values()) expect(shift > 0 && shift < 1_000).toBe(true);
  expect(tickShifts(many.toReversed())).toEqual(shifts);
  expect(tickShifts([metricOf(twin, 'common'), metricOf(otherTwin, 'elsewhere')]).get(otherTwin)).toBe(
    (hashOf(otherTwin) % 999) + 1,
  );
});

it('ends also for more than there are milliseconds', () => {
  expect(tickShifts(Array.from({ length: 1_200 }, (_, n) => metricOf(`metric_${n}`, 'common'))).size).toBe(1_200);
});

it('keeps shipped metrics at the same milliseconds, whichever of them a source is asked', () => {
  const sharing = shipped.filter(({ storedAs }) => storedAs !== undefined);
  const all = tickShifts(sharing);
  for (const metric of sharing) expect(tickShifts([metric]).get(metric.name)).toBe(all.get(metric.name));
});
