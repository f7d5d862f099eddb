import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { metrics } from '../src/index.js';
import { createMonitored, fetchMetric, type Monitored } from './support.js';

/** OIDs of int8 and float8. */
const numbers = [20, 701];

let monitored: Monitored;
beforeAll(async () => {
  monitored = await createMonitored();
});
afterAll(() => monitored.close());

describe('what the store knows of a metric', () => {
  it('names gauges that the metric has, as numbers, four at most', async () => {
    for (const { name, storage, versions } of metrics) {
      const peaks = storage?.peaks ?? [];
      expect(peaks.length).toBeLessThanOrEqual(4);
      if (peaks.length === 0 || versions.length === 0) continue;
      const { fields } = await fetchMetric(monitored.owner, name);
      const gauges = fields.filter(({ dataTypeID }) => numbers.includes(dataTypeID)).map((field) => field.name);
      expect({ name, gauges }).toEqual({ name, gauges: expect.arrayContaining([...peaks]) });
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
