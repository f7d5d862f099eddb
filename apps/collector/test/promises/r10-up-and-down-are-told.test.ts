import { expect, it } from '@jest/globals';
import { createTestDatabase, type RunningApp, startFaultyProxy, until } from '@pgwatch-heroku/testkit';
import { createStore, end, startCollector, ticksOf } from '../support.js';

const intervalMs = 2_000;
/** Until a connection that went silent is given up: 3 s for the answer, 2 s of grace, and a look every 2.5 s. */
const silenceMs = 7_500;
/** The longest distance between two neighbours. */
const longestGap = (ticks: number[]) => Math.max(...ticks.slice(1).map((tick, i) => tick - (ticks[i] as number)));

it('writes whether a source is up at each interval: down from the start, over a restart, up again, and hung', async () => {
  const store = await createStore({ instance_up: intervalMs / 1_000, db_stats: 1 });
  const monitored = await createTestDatabase();
  const proxy = await startFaultyProxy(monitored.url);
  const apps: RunningApp[] = [];
  const start = () => {
    const app = startCollector(store.database.url, { SALES: proxy.url });
    apps.push(app);
    return app;
  };
  const ups = (): Promise<unknown[]> =>
    store.values('SELECT instance_up::int FROM samples.instance_up ORDER BY time').catch(() => []);
  const told = () => ticksOf(store, 'instance_up');
  const state = async () =>
    (await store.client.query('SELECT is_up, state_reason, checked_at FROM pgwatch2.source')).rows[0];
  try {
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
    await until('rows of metrics', async () => (await ticksOf(store, 'db_stats')).length > 0);
    await until('the state', async () => (await state()).is_up === true);

    proxy.freeze();
    await until('a zero', async () => (await ups()).at(-1) === 0);
    const silent = (await ups()).length;
    await until('four more', async () => (await ups()).length >= silent + 4);
    expect((await ups()).slice(silent)).not.toContain(1);
    // The first one has to wait for an answer that does not come, the others do not.
    expect(longestGap((await told()).slice(silent))).toBeLessThanOrEqual(2 * intervalMs);
    expect(longestGap((await told()).filter((tick) => tick >= restartedAt))).toBeLessThanOrEqual(
      silenceMs + 2 * intervalMs,
    );
    await proxy.heal();
    await until('a one again', async () => (await ups()).at(-1) === 1);
  } finally {
    await Promise.all(apps.map(end));
    await proxy.close();
    await monitored.drop();
    await store.close();
  }
}, 180_000);
