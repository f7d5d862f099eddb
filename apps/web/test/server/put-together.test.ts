import { expect, it } from '@jest/globals';
import type { Cost } from '../../src/api/collector/list-costs.js';
import { putTogether } from '../../src/api/collector/put-together.js';

const cost = (source: string, metric: string, changes: Partial<Cost> = {}): Cost => ({
  ...{ source, metric, isFailing: false, lastSuccessAt: null, lastDurationMs: 3, lastRows: 4 },
  ...{ fetches: 10, failures: 1, skipped: 0, rows: 20, durationMs: 30 },
  ...changes,
});
const costs = [
  cost('A', 'wal', { lastSuccessAt: '2026-11-22T10:00:00.000Z' }),
  cost('A', 'locks', { fetches: null, failures: null, rows: null, durationMs: null, isFailing: true }),
  cost('B', 'wal', { lastSuccessAt: '2026-11-22T11:00:00.000Z', durationMs: 5 }),
];
const shown = (by: 'pair' | 'source' | 'metric') =>
  putTogether(costs, by).map(({ source, metric, fetches, durationMs, isFailing }) => [
    ...[source, metric, fetches, durationMs, isFailing],
  ]);

it('adds up what is known of each source and of each metric', () => {
  expect(shown('source')).toEqual([
    ['A', null, 10, 30, true],
    ['B', null, 10, 5, false],
  ]);
  expect(shown('metric')).toEqual([
    [null, 'wal', 20, 35, false],
    [null, 'locks', null, null, true],
  ]);
  expect(putTogether(costs, 'metric')[0]?.lastSuccessAt).toBe('2026-11-22T11:00:00.000Z');
});

it('leaves each metric of each source as it is', () => {
  expect(putTogether(costs, 'pair')).toEqual(costs);
});
