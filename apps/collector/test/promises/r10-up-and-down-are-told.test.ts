import { expect, it } from '@jest/globals';
import {
  createTestDatabase,
  type FaultyProxy,
  type RunningApp,
  startFaultyProxy,
  until,
} from '@pgwatch-heroku/testkit';
import { createStore, end, startCollector, type TestStore, ticksOf } from '../support.js';

const intervalMs = 2_000;
/** Until a connection that went silent is given up: 3 s for the answer, 2 s of grace, and a look every 2.5 s. */
const silenceMs = 7_500;
/** The longest distance between two neighbours. */
const longestGap = (ticks: number[]) => Math.max(...ticks.slice(1).map((tick, i) => tick - (ticks[i] as number)));

/** One source behind a proxy. The scenes of this file wait most of their time, and do so side by side. */
async function withScene(work: (scene: ReturnType<typeof sceneOf>) => Promise<void>): Promise<void> {
  const store = await createStore({ instance_up: intervalMs / 1_000, db_stats: 1 });
  const monitored = await createTestDatabase();
  const proxy = await startFaultyProxy(monitored.url);
  const scene = sceneOf(store, proxy);
  try {
    await work(scene);
  } finally {
    await Promise.all(scene.apps.map(end));
    await proxy.close();
    await monitored.drop();
    await store.close();
  }
}

function sceneOf(store: TestStore, proxy: FaultyProxy) {
  const apps: RunningApp[] = [];
  return {
    proxy,
    apps,
    start() {
      const app = startCollector(store.database.url, { SALES: proxy.url });
      apps.push(app);
      return app;
    },
    ups: (): Promise<unknown[]> =>
      store.values('SELECT instance_up::int FROM samples.instance_up ORDER BY time').catch(() => []),
    told: () => ticksOf(store, 'instance_up'),
    rows: () => ticksOf(store, 'db_stats'),
    state: async () =>
      (await store.client.query('SELECT is_up, state_reason, checked_at FROM pgwatch2.source')).rows[0],
  };
}

it.concurrent(
  'writes at each interval that a source is down: from the start, over a restart, until it is up',
  () =>
    withScene(async ({ proxy, start, ups, told, rows, state }) => {
      await proxy.refuse();
      const first = start();
      await until('two zeros', async () => (await ups()).length >= 2);
      await until('the reason', async () => (await state()).is_up === false && (await state()).state_reason);
      first.kill('SIGKILL');
      await first.exited;
      const before = await ups();
      const second = start();
      await until('it has the source', () => second.events('leases').length > 0);
      // Right after the restart, without ever having been connected, and from then on at each interval.
      await until('three more zeros', async () => (await ups()).length >= before.length + 3);
      expect(new Set(await ups())).toEqual(new Set([0]));
      const restartedAt = Date.parse(String(second.events('leases')[0]?.['time']));
      const sinceRestart = (await told()).filter((tick) => tick > restartedAt - intervalMs);
      expect((sinceRestart[0] as number) - restartedAt).toBeLessThanOrEqual(2 * intervalMs);
      expect(longestGap(sinceRestart)).toBeLessThanOrEqual(2 * intervalMs);
      const checkedAt = (await state()).checked_at;
      await until('the state is fresh', async () => (await state()).checked_at > checkedAt);

      await proxy.heal();
      await until('a one', async () => (await ups()).includes(1));
      await until('rows of metrics', async () => (await rows()).length > 0);
      await until('the state', async () => (await state()).is_up === true);
    }),
  180_000,
);

it.concurrent(
  'writes at each interval that a source hangs, and that it is up again',
  () =>
    withScene(async ({ proxy, start, ups, told, state }) => {
      start();
      await until('a one', async () => (await ups()).includes(1));
      await until('the state', async () => (await state()).is_up === true);
      proxy.freeze();
      await until('a zero', async () => (await ups()).at(-1) === 0);
      const silent = (await ups()).length;
      await until('four more', async () => (await ups()).length >= silent + 4);
      expect((await ups()).slice(silent)).not.toContain(1);
      // The first one has to wait for an answer that does not come, the others do not.
      expect(longestGap((await told()).slice(silent))).toBeLessThanOrEqual(2 * intervalMs);
      expect(longestGap(await told())).toBeLessThanOrEqual(silenceMs + 2 * intervalMs);
      await proxy.heal();
      await until('a one again', async () => (await ups()).at(-1) === 1);
    }),
  180_000,
);
