import { expect, it, jest } from '@jest/globals';
import { createLogger } from '@pgwatch-heroku/shared';
import { tellFailedHistory } from '../src/write/history-news.js';

it('tells each reason once, and again when it has been away', () => {
  const log = createLogger({ name: 'test', level: 'silent' });
  const warn = jest.spyOn(log, 'warn');
  const told = new Map<string, string>();
  const round = (...reasons: string[]) => {
    tellFailedHistory(
      reasons.map((reason) => ({ metric: 'db_stats', reason })),
      told,
      log,
    );
    return warn.mock.calls.splice(0).map(([, text]) => text);
  };
  expect(round('a view depends on it')).toEqual([expect.stringMatching(/db_stats .*a view depends on it/)]);
  expect(round('a view depends on it')).toEqual([]);
  expect(round('took too long')).toHaveLength(1);
  expect(round()).toEqual([]);
  expect(round('took too long')).toHaveLength(1);
});
