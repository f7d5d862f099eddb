import { expect, it } from '@jest/globals';
import {
  createTestDatabase,
  type RunningApp,
  startFaultyProxy,
  type TestDatabase,
  until,
} from '@pgwatch-heroku/testkit';
import { createStore, end, startCollector, type TestStore, ticksOf } from '../support.js';

const intervalMs = 2_000;
const names = ['CRM', 'SALES', 'SHOP', 'STOCK'];

/** Four databases, and as many dynos as a scene starts. The scenes wait most of their time, and do so side by side. */
class Scene {
  readonly #apps: RunningApp[] = [];
  readonly store: TestStore;
  readonly #monitored: TestDatabase[];

  private constructor(store: TestStore, monitored: TestDatabase[]) {
    this.store = store;
    this.#monitored = monitored;
  }

  static async run(work: (scene: Scene) => Promise<void>): Promise<void> {
    const store = await createStore({ instance_up: 2, db_stats: 2 });
    const monitored = await Promise.all(names.map(() => createTestDatabase()));
    const scene = new Scene(store, monitored);
    try {
      await work(scene);
    } finally {
      await Promise.all(scene.#apps.map(end));
      await Promise.all(monitored.map((database) => database.drop()));
      await store.close();
    }
  }

  start(dyno: string, storeUrl = this.store.database.url): RunningApp {
    const sources = Object.fromEntries(names.map((name, i) => [name, this.#monitored[i]?.url ?? '']));
    const app = startCollector(storeUrl, sources, { DYNO: dyno });
    this.#apps.push(app);
    return app;
  }

  /** Waits for two more ticks of every source than there are now. */
  async moreTicks(): Promise<void> {
    const counts = () => Promise.all(names.map(async (name) => (await ticksOf(this.store, 'db_stats', name)).length));
    const before = await counts();
    await until('ticks', async () => (await counts()).every((count, i) => count >= (before[i] as number) + 2));
  }

  /** Of each source, between neighbouring ticks. */
  async gaps(): Promise<number[][]> {
    return Promise.all(
      names.map(async (name) => {
        const all = await ticksOf(this.store, 'db_stats', name);
        // Keys are scheduled ticks: whoever wrote them, they lie whole intervals apart, and none is there twice.
        const gaps = all.slice(1).map((tick, i) => tick - (all[i] as number));
        expect(gaps.every((gap) => gap > 0 && gap % intervalMs === 0)).toBe(true);
        return gaps;
      }),
    );
  }

  async mostMissed(): Promise<number> {
    const missed = (await this.gaps()).map((gaps) => gaps.reduce((sum, gap) => sum + gap / intervalMs - 1, 0));
    return Math.max(...missed);
  }

  async longestGapMs(): Promise<number> {
    return Math.max(...(await this.gaps()).flat());
  }
}

const held = (app: RunningApp) => app.events('leases').at(-1)?.['held'];

it.concurrent(
  'moves sources to a dyno that is added, from one that is asked to go, and from one that is killed',
  () =>
    Scene.run(async (scene) => {
      const first = scene.start('collector.1');
      await until('all', () => held(first) === 4);
      await scene.moreTicks();
      const second = scene.start('collector.2');
      await until('halves', () => held(first) === 2 && held(second) === 2);
      await scene.moreTicks();
      expect(await scene.mostMissed()).toBeLessThanOrEqual(1);
      first.kill('SIGTERM');
      expect(await first.exited).toBe(0);
      await until('all at the second', () => held(second) === 4);
      const third = scene.start('collector.3');
      await until('halves again', () => held(second) === 2 && held(third) === 2);
      await scene.moreTicks();
      expect(await scene.mostMissed()).toBeLessThanOrEqual(2);
      third.kill('SIGKILL');
      const killedAt = Date.now();
      await until('all at the second', () => held(second) === 4);
      expect(Date.now() - killedAt).toBeLessThan(15_000);
      await scene.moreTicks();
      // Nothing is flushed nor given back by one that is killed. Who is asked every 15 s or more rarely misses one tick.
      expect(await scene.longestGapMs()).toBeLessThan(15_000);
    }),
  180_000,
);

it.concurrent(
  'moves the sources of a dyno whose connections are swallowed, and each tick is there once',
  () =>
    Scene.run(async (scene) => {
      const proxy = await startFaultyProxy(scene.store.database.url);
      const cut = scene.start('collector.1', proxy.url);
      const sound = scene.start('collector.2');
      await until('halves', () => held(cut) === 2 && held(sound) === 2);
      await scene.moreTicks();
      const swallowedAt = Date.now();
      proxy.freeze();
      await until('all at the other', () => held(sound) === 4);
      expect(Date.now() - swallowedAt).toBeLessThan(15_000);
      // The one that is cut off cannot ask the Collector DB; it sees at the sources that another is at work there.
      await until('it yields', () => cut.events('lease-lost').length === 2);
      await scene.moreTicks();
      await proxy.heal();
      await until('halves again', () => held(cut) === 2 && held(sound) === 2);
      await scene.moreTicks();
      await until('what was kept is written', async () => (await scene.mostMissed()) <= 1);
      await proxy.close();
    }),
  180_000,
);
