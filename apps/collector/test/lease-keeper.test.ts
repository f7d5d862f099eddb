import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { createLogger } from '@pgwatch-heroku/shared';
import { listLeases } from '@pgwatch-heroku/store';
import {
  createTestDatabase,
  type FaultyProxy,
  startFaultyProxy,
  type TestDatabase,
  until,
} from '@pgwatch-heroku/testkit';
import { LeaseKeeper } from '../src/lease/lease-keeper.js';
import { LeaseSession } from '../src/lease/lease-session.js';
import { open } from './support.js';

/** As short as a busy machine allows; the order of the figures is that of the real ones. */
const timing = { beatMs: 200, answerMs: 1_000, fenceMs: 1_800, idleMs: 3_000, graceMs: 2_000 };
const log = createLogger({ name: 'test', destination: { write: () => undefined } });
const wanted = [1, 2, 3, 4, 5, 6];

let store: TestDatabase;
let proxy: FaultyProxy;
const dynos: Dyno[] = [];
/** What two dynos fetched at the same time although neither could doubt that it was its own. */
let doubled: string[];

beforeEach(async () => {
  store = await createTestDatabase({ connectionLimit: 20 });
  proxy = await startFaultyProxy(store.url);
  doubled = [];
});
afterEach(async () => {
  await Promise.all(dynos.splice(0).map((dyno) => dyno.end()));
  await proxy.close();
  await store.drop();
});

interface Dyno {
  keeper: LeaseKeeper;
  running: Set<number>;
  starts: number;
  /** How often it connected anew in doubt, which can be over in less than a look at it takes. */
  doubts: number;
  /** Where its next lease connection leads. */
  url: string;
  end(): Promise<void>;
}

function startDyno(name: string, url = store.url): Dyno {
  const abort = new AbortController();
  const dyno: Dyno = {
    url,
    running: new Set(),
    starts: 0,
    doubts: 0,
    keeper: new LeaseKeeper({
      open: () => {
        if (dyno.running.size > 0 && dyno.keeper.doubtMs !== undefined) dyno.doubts++;
        return LeaseSession.open({ url: dyno.url, label: 'DATABASE_URL', dyno: name, timing });
      },
      dyno: name,
      sources: {
        wanted,
        start: (id) => {
          if (dyno.running.has(id)) return;
          const other = dynos.find((one) => one !== dyno && one.running.has(id));
          if (other && other.keeper.doubtMs === undefined) doubled.push(`${id} by ${name}`);
          dyno.running.add(id);
          dyno.starts++;
        },
        stop: async (id) => {
          // A fetch that is under way.
          await new Promise((resolve) => setTimeout(resolve, 50));
          dyno.running.delete(id);
        },
      },
      timing,
      log,
    }),
    end: async () => {
      abort.abort();
      await ran;
    },
  };
  const ran = dyno.keeper.run(abort.signal);
  dynos.push(dyno);
  return dyno;
}
const sizes = (...all: Dyno[]) => all.map(({ running }) => running.size);
const isShared = (...all: Dyno[]) => all.reduce((sum, { running }) => sum + running.size, 0) === wanted.length;

it('shares the sources evenly when dynos come and go, each fetched by one at a time', async () => {
  const first = startDyno('collector.1');
  await until('all', () => first.running.size === 6);
  const second = startDyno('collector.2');
  await until('halves', () => sizes(first, second).join() === '3,3');
  const third = startDyno('collector.3');
  await until('thirds', () => sizes(first, second, third).join() === '2,2,2');
  const client = await open(store.url);
  const leases = await listLeases(client);
  await client.end();
  expect(leases.map(({ sourceId }) => sourceId)).toEqual(wanted);
  expect(new Set(leases.map(({ dyno }) => dyno))).toEqual(new Set(['collector.1', 'collector.2', 'collector.3']));
  // What the third had is all that moves when it goes.
  const before = first.starts + second.starts;
  await third.end();
  await until('halves again', () => sizes(first, second).join() === '3,3');
  expect(first.starts + second.starts - before).toBe(2);
  expect(doubled).toEqual([]);
});

it('lets the next dyno of the same name wait, and have everything when the first has gone', async () => {
  const old = startDyno('collector.1');
  await until('all', () => old.running.size === 6);
  const next = startDyno('collector.1');
  await new Promise((resolve) => setTimeout(resolve, 1_000));
  expect(sizes(old, next)).toEqual([6, 0]);
  await old.end();
  await until('the next has all', () => next.running.size === 6);
  expect(doubled).toEqual([]);
});

it('keeps what it has when only its own lease connection is swallowed', async () => {
  const cut = startDyno('collector.1', proxy.url);
  const other = startDyno('collector.2');
  await until('halves', () => sizes(cut, other).join() === '3,3');
  const starts = cut.starts + other.starts;
  cut.url = store.url;
  proxy.freeze();
  await until('doubt', () => cut.doubts > 0);
  await until('certainty', () => cut.keeper.doubtMs === undefined);
  expect(sizes(cut, other)).toEqual([3, 3]);
  expect(cut.starts + other.starts).toBe(starts);
  expect(doubled).toEqual([]);
});

it('is in doubt about its sources before another can have them when it is cut off', async () => {
  const cut = startDyno('collector.1', proxy.url);
  const other = startDyno('collector.2');
  await until('halves', () => sizes(cut, other).join() === '3,3');
  proxy.freeze();
  await until('the other has all', () => other.running.size === 6);
  // Each start of the other found the first in doubt; what runs there goes on until the source tells who is at work.
  expect(doubled).toEqual([]);
  expect(cut.running.size).toBe(3);
  await proxy.heal();
  await until('even shares', () => isShared(cut, other) && sizes(cut, other).join() === '3,3');
  expect(doubled).toEqual([]);
});

it('goes on while the Collector DB is away, and everybody has the same as before when it is back', async () => {
  const first = startDyno('collector.1', proxy.url);
  const second = startDyno('collector.2', proxy.url);
  await until('halves', () => sizes(first, second).join() === '3,3');
  const before = [[...first.running].sort(), [...second.running].sort()];
  const starts = first.starts + second.starts;
  await proxy.refuse();
  await until('doubt', () => first.keeper.doubtMs !== undefined && second.keeper.doubtMs !== undefined);
  await new Promise((resolve) => setTimeout(resolve, 2_000));
  expect(sizes(first, second)).toEqual([3, 3]);
  await proxy.heal();
  await until('certainty', () => first.keeper.doubtMs === undefined && second.keeper.doubtMs === undefined);
  await new Promise((resolve) => setTimeout(resolve, timing.graceMs + 1_000));
  expect([[...first.running].sort(), [...second.running].sort()]).toEqual(before);
  expect(first.starts + second.starts).toBe(starts);
});
