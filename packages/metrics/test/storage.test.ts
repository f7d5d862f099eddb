import { describe, expect, it } from '@jest/globals';
import { metrics } from '../src/index.js';
import { promised } from './promised.js';

/** The collector makes it up, without SQL. */
const made: Record<string, string> = { instance_up: 'is_up:int8 instance_up:int8' };

describe('what the store knows of a metric', () => {
  it('names gauges that the metric has, as numbers, three at most', () => {
    for (const { name, storage } of metrics) {
      const columns = (promised[name] ?? made[name] ?? '').split(/\s+/);
      const peaks = storage?.peaks ?? [];
      expect(peaks.length).toBeLessThanOrEqual(3);
      for (const peak of peaks) {
        expect({ name, peak, type: columns.find((column) => column.startsWith(`${peak}:`)) }).toEqual({
          name,
          peak,
          type: expect.stringMatching(/:(int8|float8)$/),
        });
      }
    }
  });

  it('has peaks only where something is thinned', () => {
    for (const { storage } of metrics) {
      if (storage?.isMomentary || storage?.volume === 'slow') expect(storage.peaks).toBeUndefined();
    }
  });

  it('keeps a handful when the store is nearly full, whether a database answers among them', () => {
    const core = metrics.filter(({ storage }) => storage?.isCore).map(({ name }) => name);
    expect(core).toContain('instance_up');
    expect(core.length).toBeLessThanOrEqual(6);
  });

  it('cuts only a few metrics into days, as every partition is four relations', () => {
    expect(metrics.filter(({ storage }) => storage?.volume === 'large').length).toBeLessThanOrEqual(5);
  });
});
