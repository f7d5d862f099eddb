import { expect, it, jest } from '@jest/globals';
import { createLogger } from '@pgwatch-heroku/shared';
import { defaultHistory, type StorageState } from '@pgwatch-heroku/store';
import { tellStorage } from '../src/write/storage-news.js';

const levelSince = new Date();
const budget = { budgetBytes: 1024 ** 3, budgetOrigin: 'plan' as const };
const before = { level: 0, levelSince, isApplied: true, coreOnlySince: null, ...budget };
const state: StorageState = {
  ...{ level: 0, levelSince, isApplied: true, coreOnlySince: null, ...budget },
  ...{ sizeBytes: 200 * 1024 ** 2, history: defaultHistory, coreMetrics: new Set<string>(), previous: undefined },
  growth: { bytesPerDay: 60 * 1024 ** 2, measuredDays: 2, storeAgeDays: 2 },
};

/** Level, fields and text of what is logged. */
function told(change: Partial<StorageState>): unknown[] {
  const log = createLogger({ name: 'test', level: 'silent' });
  const spies = (['info', 'warn'] as const).map((level) => [level, jest.spyOn(log, level)] as const);
  tellStorage({ ...state, ...change }, log);
  return spies.flatMap(([level, { mock }]) => mock.calls.map(([fields, text]) => ({ level, ...Object(fields), text })));
}

it('logs the budget and where it is from, once', () => {
  expect(told({})).toEqual([
    expect.objectContaining({
      event: 'storage-budget',
      budgetMb: 1024,
      text: 'the Collector DB may have 1024 MB, taken from 20 connections, as Essential-0',
    }),
  ]);
  expect(told({ previous: before })).toEqual([]);
  const fromHeroku = { budgetBytes: 10 * 1024 ** 3, budgetOrigin: 'api' as const };
  expect(told({ previous: before, ...fromHeroku })).toEqual([
    expect.objectContaining({ budgetMb: 10_240, origin: 'api' }),
  ]);
});

it('warns where nobody knows the budget', () => {
  expect(told({ budgetBytes: undefined, budgetOrigin: undefined })).toEqual([
    expect.objectContaining({ level: 'warn', hint: expect.stringContaining('PGWATCH2_STORAGE_MB') }),
  ]);
});

it('warns where the budget is only what the growth asks for, with how to say what it really is', () => {
  expect(told({ budgetOrigin: 'growth' })).toEqual([
    expect.objectContaining({
      ...{ level: 'warn', origin: 'growth', hint: expect.stringContaining('PGWATCH2_STORAGE_MB') },
      text: 'the Collector DB is taken to have 1024 MB, the smallest plan that the wanted history fits at the growth measured',
    }),
  ]);
});

it('says how fast the store grows where history is shortened', () => {
  const history = { rawDays: 10, tenMinutesDays: 63, retentionDays: 256 };
  expect(told({ previous: before, level: 1, history })).toEqual([
    expect.objectContaining({
      event: 'storage',
      text: expect.stringContaining(
        'has 200 of 1024 MB, 60 MB come a day; history is shortened: every fetch for 10 days',
      ),
    }),
  ]);
});
