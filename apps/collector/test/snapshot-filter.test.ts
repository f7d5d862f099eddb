import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { pendingFetch } from '../src/buffer/pending-fetch.js';
import { SnapshotFilter } from '../src/write/snapshot-filter.js';
import { writeChanges } from '../src/write/write-changes.js';
import { createStore, type TestStore } from './support.js';

let store: TestStore;
let sourceId: number;
beforeAll(async () => {
  store = await createStore({});
  sourceId = Number((await store.values("INSERT INTO pgwatch2.source (name) VALUES ('SALES') RETURNING id"))[0]);
});
afterAll(() => store.close());

const intervalMs = 300_000;
const start = Date.UTC(2026, 10, 23, 12);
/** What a source has at a tick, as the metric change_events brings it. */
function snapshot(tick: number, ...tables: string[]) {
  const objects = Object.fromEntries(tables.map((table) => [JSON.stringify({ tag_table: table }), { md5: '1' }]));
  const tickMs = start + tick * intervalMs;
  return pendingFetch({
    sourceId,
    shape: { metric: 'change_events', tags: ['kind'], columns: [{ name: 'objects', type: 'text' }] },
    tickMs,
    fetchedAtMs: tickMs,
    tags: '[["table"]]',
    values: [`{"${JSON.stringify(objects).replace(/["\\]/g, '\\$&')}"}`],
  });
}

/** Writes the snapshots that a process does not hold back, and tells their ticks. */
async function run(...snapshots: ReturnType<typeof snapshot>[]): Promise<number[]> {
  const filter = new SnapshotFilter();
  const passed = snapshots.filter((fetch) => !filter.isRepeat(fetch));
  expect(await writeChanges(store.client, passed)).toEqual([]);
  return passed.map(({ tickMs }) => (tickMs - start) / intervalMs);
}

it('holds equal snapshots back, but never what a restart within one tick would hide for an hour', async () => {
  expect(await run(snapshot(0, 'orders'))).toEqual([0]);
  // Of a process that starts in the same tick, whose first snapshot is not newer than the one that is known.
  const all = ['orders', 'items'];
  expect(await run(...[0, 1, 2, 12, 13].map((tick) => snapshot(tick, ...all)))).toEqual([0, 1, 13]);
  expect(
    await store.values(
      "SELECT (extract(epoch FROM time) * 1000)::float8 FROM public.table_changes WHERE dbname = 'SALES' AND data->>'event' = 'create'",
    ),
  ).toEqual([start + intervalMs]);
});
