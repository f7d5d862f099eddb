import { mkdir, mkdtemp, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { createLogger } from '@pgwatch-heroku/shared';
import type { MetricShape } from '@pgwatch-heroku/store';
import { anyText } from '@pgwatch-heroku/testkit/any-text';
import fc from 'fast-check';
import { type PendingFetch, pendingFetch } from '../src/buffer/pending-fetch.js';
import { SampleBuffer } from '../src/buffer/sample-buffer.js';
import { SegmentCodec } from '../src/buffer/segment-codec.js';
import { Spill } from '../src/buffer/spill.js';

let dir: string;
let warnings: Record<string, unknown>[];
let nowMs = 0;
beforeEach(async () => {
  dir = await mkdtemp(path.join(tmpdir(), 'spill-test-'));
  warnings = [];
  nowMs = 0;
});
afterEach(() => rm(dir, { recursive: true, force: true }));

const log = createLogger({ name: 'test', destination: { write: (line) => warnings.push(JSON.parse(line)) } });
const createSpill = (maxBytes = 1_000_000, parentDir = dir) =>
  new Spill({ maxBytes, log, parentDir, now: () => nowMs });

const shape: MetricShape = { metric: 'db_stats', tags: [], columns: [{ name: 'n', type: 'int8' }] };
/** Does not compress well, so that sizes on disk can be reckoned with. */
const noise = (length: number) =>
  Array.from({ length }, () => String.fromCharCode(33 + Math.floor(Math.random() * 90))).join('');
const keep = { mayDrop: false };
const fetchOf = (tickMs: number, size = 10): PendingFetch =>
  pendingFetch({ sourceId: 1, shape, tickMs, fetchedAtMs: tickMs, tags: null, values: [noise(size)] });
const ticksOf = (fetches: readonly PendingFetch[] | undefined) => fetches?.map(({ tickMs }) => tickMs);
const files = async () => (await readdir(dir, { recursive: true })).filter((name) => name.endsWith('.gz'));

it('gives back every fetch as it was, whatever is in it, with equal shapes as one object', async () => {
  const text = fc.option(anyText(), { nil: null });
  const some = fc.record({
    sourceId: fc.nat(),
    shape: fc.constantFrom<MetricShape>(shape, { ...shape }, { metric: 'other', tags: ['a'], columns: [] }),
    tickMs: fc.nat(),
    fetchedAtMs: fc.nat(),
    tags: text,
    values: fc.array(text),
  });
  const codec = new SegmentCodec();
  await fc.assert(
    fc.asyncProperty(fc.array(some), async (list) => {
      const fetches = list.map(pendingFetch);
      const back = await codec.decode(await codec.encode(fetches));
      expect(back).toEqual(fetches);
      expect(new Set(back.map(({ shape }) => shape)).size).toBe(new Set(back.map(({ shape }) => shape.metric)).size);
    }),
    { numRuns: 50 },
  );
});

it('gives back in order what was put on disk, again until it is removed, and leaves no file', async () => {
  const spill = createSpill();
  expect(await spill.add([fetchOf(1), fetchOf(2)], keep)).toBe(true);
  expect(await spill.add([fetchOf(3)], keep)).toBe(true);
  expect(spill.length).toBe(3);
  expect(spill.oldestTickMs).toBe(1);
  expect(ticksOf(await spill.first())).toEqual([1, 2]);
  expect(ticksOf(await spill.first())).toEqual([1, 2]);
  await spill.removeFirst();
  expect(ticksOf(await spill.first())).toEqual([3]);
  await spill.removeFirst();
  expect(await spill.first()).toBeUndefined();
  expect([spill.length, spill.sizeBytes, await files()]).toEqual([0, 0, []]);
});

it('drops the oldest segments, and counts their fetches, only where it may, when its share is used up', async () => {
  const spill = createSpill(10_000);
  let tick = 0;
  const add = (mayDrop: boolean) => spill.add([fetchOf(tick++, 1_000), fetchOf(tick++, 1_000)], { mayDrop });
  while (!spill.isFull) await add(false);
  expect([spill.dropped, spill.length]).toEqual([0, tick - 2]);
  for (let i = 0; i < 10; i++) {
    expect(await add(true)).toBe(true);
    expect(spill.sizeBytes).toBeLessThanOrEqual(10_000);
  }
  expect(spill.dropped + spill.length).toBe(tick - 2);
  // What was refused is not there, and all that is dropped is older than all that is not.
  expect(spill.oldestTickMs).toBe(spill.dropped + 2);
  expect(await files()).toHaveLength(spill.length / 2);
  await spill.removeFirst();
  expect(spill.isFull).toBe(false);
});

it('fills memory too before the oldest on disk give way', async () => {
  const spill = createSpill(20_000);
  const buffer = new SampleBuffer(100_000, spill);
  let tick = 0;
  for (; buffer.dropped === 0; tick++) {
    buffer.push(fetchOf(tick, 1_000));
    await buffer.spillExcess('away');
  }
  expect(buffer.spilledBytes).toBeGreaterThan(10_000);
  expect(buffer.sizeBytes).toBeGreaterThan(60_000);
  for (const last = tick + 100; tick < last; tick++) {
    buffer.push(fetchOf(tick, 1_000));
    await buffer.spillExcess('away');
  }
  const left: number[] = [];
  for (;;) {
    const taken = await buffer.takeBacklog();
    if (taken.fetches.length === 0) break;
    left.push(...taken.fetches.map(({ tickMs }) => tickMs));
    await taken.stored();
  }
  left.push(...buffer.takeLive().fetches.map(({ tickMs }) => tickMs));
  expect(left).toEqual(Array.from({ length: tick - buffer.dropped }, (_, index) => buffer.dropped + index));
});

it.each([
  ['is not there', async (parent: string) => path.join(parent, 'missing')],
  [
    'is no folder',
    async (parent: string) => {
      await writeFile(path.join(parent, 'file'), '');
      return path.join(parent, 'file');
    },
  ],
])('keeps everything in memory when the place for it %s, and says so once', async (_case, prepare) => {
  const spill = createSpill(1_000_000, await prepare(dir));
  const buffer = new SampleBuffer(100_000, spill);
  for (let tick = 0; tick < 50; tick++) {
    buffer.push(fetchOf(tick, 1_000));
    nowMs += 30_000;
    await buffer.spillExcess('away');
  }
  expect([buffer.length, buffer.spilled, buffer.dropped]).toEqual([50, 0, 0]);
  expect(ticksOf((await buffer.takeBacklog()).fetches)?.[0]).toBe(0);
  expect(warnings.map(({ event }) => event)).toEqual(['spill-failed']);
});

it('uses the disk again a minute after somebody removed its folder', async () => {
  const spill = createSpill();
  await spill.add([fetchOf(1)], keep);
  await rm(dir, { recursive: true });
  expect(await spill.add([fetchOf(2)], keep)).toBe(false);
  expect(spill.isUsable).toBe(false);
  await mkdir(dir);
  nowMs = 60_000;
  expect(spill.isUsable).toBe(true);
  expect(await spill.add([fetchOf(2)], keep)).toBe(true);
  expect(ticksOf(await spill.first())).toEqual([2]);
  expect([spill.length, spill.dropped]).toEqual([1, 1]);
});

it('goes on with the next segment when one is short or was changed, and counts what was in it', async () => {
  const spill = createSpill();
  for (let tick = 0; tick < 4; tick++) await spill.add([fetchOf(tick, 1_000)], keep);
  const all = (await files()).sort().map((name) => path.join(dir, name));
  await truncate(all[0] as string, 500);
  const bytes = await readFile(all[1] as string);
  bytes[700] = (bytes[700] ?? 0) ^ 1;
  await writeFile(all[1] as string, bytes);
  await rm(all[2] as string);
  expect(ticksOf(await spill.first())).toEqual([3]);
  expect([spill.length, spill.dropped]).toEqual([1, 3]);
  expect(warnings.map(({ event }) => event)).toEqual(['spill-failed']);
});

it('leaves nothing on disk when it is closed', async () => {
  const spill = createSpill();
  await spill.add([fetchOf(1)], keep);
  await spill.clear();
  expect(await readdir(dir)).toEqual([]);
});
