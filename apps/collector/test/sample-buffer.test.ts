import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import { SampleBuffer } from '../src/buffer/sample-buffer.js';

const item = (id: number, sizeBytes: number) => ({ id, sizeBytes });

it('drops the oldest first, and counts them, when it is full', () => {
  const buffer = new SampleBuffer<ReturnType<typeof item>>(100);
  for (let id = 0; id < 5; id++) buffer.push(item(id, 40));
  expect(buffer.dropped).toBe(3);
  expect(buffer.take(10).map(({ id }) => id)).toEqual([3, 4]);
});

it('keeps the order, its bound and the number of items over any run of pushes, takes and returns', () => {
  const step = fc.record({ sizeBytes: fc.integer({ min: 1, max: 50 }), take: fc.nat(5), isReturned: fc.boolean() });
  fc.assert(
    fc.property(fc.array(step), (steps) => {
      const buffer = new SampleBuffer<ReturnType<typeof item>>(200);
      let written = 0;
      let lastWritten = -1;
      for (const [id, { sizeBytes, take, isReturned }] of steps.entries()) {
        buffer.push(item(id, sizeBytes));
        const batch = buffer.take(take);
        if (isReturned) buffer.putBack(batch);
        else {
          for (const one of batch) {
            expect(one.id).toBeGreaterThan(lastWritten);
            lastWritten = one.id;
          }
          written += batch.length;
        }
        expect(buffer.sizeBytes).toBeLessThanOrEqual(200);
      }
      expect(written + buffer.length + buffer.dropped).toBe(steps.length);
    }),
  );
});
