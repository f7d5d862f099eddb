import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import { MemoryQueue } from '../src/buffer/memory-queue.js';

const item = (id: number, sizeBytes: number) => ({ id, sizeBytes });
type Item = ReturnType<typeof item>;
const idsOf = (items: Item[]) => items.map(({ id }) => id);
const many = { count: 10, bytes: 1_000 };

it('drops the oldest first, and counts them, when it is full', () => {
  const queue = new MemoryQueue<Item>(100);
  for (let id = 0; id < 5; id++) queue.push(item(id, 40));
  expect(queue.dropped).toBe(3);
  expect(idsOf(queue.takeLive(many))).toEqual([3, 4]);
});

it('drops what is larger than all of its room by itself', () => {
  const queue = new MemoryQueue<Item>(100);
  for (const [id, sizeBytes] of [40, 101, 40].entries()) queue.push(item(id, sizeBytes));
  expect([queue.dropped, queue.sizeBytes]).toEqual([1, 80]);
  expect(idsOf(queue.takeLive(many))).toEqual([0, 2]);
});

it('takes as many as fit, and one that is larger than that alone', () => {
  const queue = new MemoryQueue<Item>(1_000);
  for (const [id, sizeBytes] of [30, 30, 30, 200, 30].entries()) queue.push(item(id, sizeBytes));
  const take = () => idsOf(queue.takeLive({ count: 10, bytes: 70 }));
  expect([take(), take(), take(), take(), take()]).toEqual([[0, 1], [2], [3], [4], []]);
});

it('tells what was there when the store failed from what came since', () => {
  const queue = new MemoryQueue<Item>(1_000);
  for (let id = 0; id < 4; id++) queue.push(item(id, 10));
  queue.putBackLive(queue.takeLive({ count: 2, bytes: 1_000 }));
  queue.turnToBacklog();
  for (let id = 4; id < 6; id++) queue.push(item(id, 10));
  queue.putBackBacklog(queue.takeBacklog({ count: 3, bytes: 1_000 }));
  expect(idsOf(queue.takeLive(many))).toEqual([4, 5]);
  expect(idsOf(queue.takeBacklog(many))).toEqual([0, 1, 2, 3]);
});

it('puts back what could not be written in front of what came after it, also when that was turned to backlog meanwhile', () => {
  const queue = new MemoryQueue<Item>(1_000);
  for (let id = 0; id < 2; id++) queue.push(item(id, 10));
  queue.turnToBacklog();
  for (let id = 2; id < 8; id++) queue.push(item(id, 10));
  const live = queue.takeLive({ count: 2, bytes: 1_000 });
  expect(idsOf(live)).toEqual([2, 3]);
  // A rush while it is written: the oldest go to disk, one of the backlog before and not all of it.
  queue.turnToBacklog();
  expect(idsOf(queue.takeBacklog({ count: 1, bytes: 1_000 }))).toEqual([0]);
  queue.push(item(8, 10));
  queue.putBackLive(live);
  expect(idsOf(queue.takeLive(many))).toEqual([8]);
  expect(idsOf(queue.takeBacklog(many))).toEqual([1, 2, 3, 4, 5, 6, 7]);
});

it('keeps both orders, its bound and the number of items over any run of pushes, takes, returns and failures', () => {
  const step = fc.record({
    sizeBytes: fc.integer({ min: 1, max: 50 }),
    take: fc.nat(5),
    ofBacklog: fc.boolean(),
    isReturned: fc.boolean(),
    turnsMeanwhile: fc.boolean(),
    fails: fc.boolean(),
  });
  fc.assert(
    fc.property(fc.array(step), (steps) => {
      const queue = new MemoryQueue<Item>(200);
      let written = 0;
      let failedAt = -1;
      let [lastLive, lastOfBacklog] = [-1, -1];
      for (const [id, { sizeBytes, take, ofBacklog, isReturned, turnsMeanwhile, fails }] of steps.entries()) {
        queue.push(item(id, sizeBytes));
        const limits = { count: take, bytes: 100 };
        const batch = ofBacklog ? queue.takeBacklog(limits) : queue.takeLive(limits);
        const turnedBefore = failedAt;
        if (turnsMeanwhile) {
          queue.turnToBacklog();
          failedAt = id;
        }
        if (isReturned) {
          if (ofBacklog) queue.putBackBacklog(batch);
          else queue.putBackLive(batch);
        } else {
          for (const one of batch) {
            expect(one.id > turnedBefore).toBe(!ofBacklog);
            expect(one.id).toBeGreaterThan(ofBacklog ? lastOfBacklog : lastLive);
            if (ofBacklog) lastOfBacklog = one.id;
            else lastLive = one.id;
          }
          written += batch.length;
        }
        if (fails) {
          queue.turnToBacklog();
          failedAt = id;
        }
        expect(queue.sizeBytes).toBeLessThanOrEqual(200);
      }
      expect(written + queue.length + queue.dropped).toBe(steps.length);
    }),
  );
});
