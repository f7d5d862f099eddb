import { afterAll, beforeAll, beforeEach, expect, it } from '@jest/globals';
import { seriesIds, writeFetches } from '@pgwatch-heroku/store';
import { at, TestStore } from './support/test-store.js';

const metric = 'stat_activity_realtime';

let store: TestStore;
beforeAll(async () => {
  store = await TestStore.open();
});
afterAll(() => store.close());
beforeEach(() => store.addSource());

/** Sessions at one moment, as pid and those that it waits for. */
async function seen(seconds: number, sessions: [pid: number, blockedBy: string | null][]): Promise<void> {
  const tagSets = sessions.map((_, place) => ({ slot: String(place + 1) }));
  const { ids } = await seriesIds(store.client, { sourceId: store.source, metric, tagSets });
  const blockedBy = sessions.map(([, pids]) => (pids === null ? 'NULL' : `"${pids}"`));
  const { failed } = await writeFetches(store.client, [
    {
      sourceId: store.source,
      metric,
      tick: at(seconds),
      fetchedAt: at(seconds),
      columns: ['tag_pid', 'blocking_pids', 'query'],
      values: [
        `{${sessions.map(([pid]) => pid)}}`,
        `{${blockedBy}}`,
        `{${sessions.map(([pid]) => `"work of ${pid}"`)}}`,
      ],
      series: ids,
    },
  ]);
  expect(failed).toEqual([]);
}

it('lists those who wait with those they wait for, at each moment at which anybody did', async () => {
  await seen(60, [
    [1, null],
    [2, null],
  ]);
  await seen(120, [
    [1, null],
    [2, '1'],
    [3, '2,1'],
    [4, null],
  ]);
  const rows = await store.show('blocking-sessions', { to: 3_600 });
  expect(rows.map(({ seen: moment, pid, blocked_by: by }) => [moment, pid, by])).toEqual([
    [at(120), '1', null],
    [at(120), '2', '1'],
    [at(120), '3', '2,1'],
  ]);
  expect(rows[0]?.['query']).toBe('work of 1');
});

it('keeps to the range that is asked for', async () => {
  for (const second of [60, 120, 180]) await seen(second, [[2, '1']]);
  const rows = await store.show('blocking-sessions', { from: 100, to: 150 });
  expect(rows.map(({ seen: moment }) => moment)).toEqual([at(120)]);
});
