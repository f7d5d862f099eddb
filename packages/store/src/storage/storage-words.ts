import type { HistoryDays } from '../samples/history.js';
import type { BudgetOrigin } from './choose-budget.js';
import { guessWords } from './guess-budget.js';

const megabyte = 1024 * 1024;

interface Storage {
  sizeBytes: number;
  budgetBytes: number | null | undefined;
  budgetOrigin: BudgetOrigin | null | undefined;
  history: HistoryDays;
  growthBytesPerDay: number | null;
}

/** What else to do with a bigger plan: Heroku's own word needs nothing. */
const sizeAdvice: Record<BudgetOrigin, string> = {
  plan: ' (and set PGWATCH2_STORAGE_MB if this is not its size)',
  setting: ' and set PGWATCH2_STORAGE_MB to its size',
  growth: ' and set PGWATCH2_STORAGE_MB to its size, or to that of the present one if there is more room',
  api: '',
};

/** How full the store is, what is kept and what makes more room: the same words in the log and on the pages. */
export function storageWords({ sizeBytes, budgetBytes, budgetOrigin, history, growthBytesPerDay }: Storage) {
  const sizeMb = Math.round(sizeBytes / megabyte);
  const budgetMb = Math.round((budgetBytes ?? 0) / megabyte);
  const size = sizeAdvice[budgetOrigin ?? 'setting'];
  const growth = growthBytesPerDay === null ? '' : `${Math.round(growthBytesPerDay / megabyte)} MB come a day`;
  return {
    sizeMb,
    budgetMb,
    used: `the Collector DB has ${sizeMb} of ${budgetMb} MB`,
    /** Where the budget is from. */
    origin: budgetBytes ? originWords(budgetBytes, budgetOrigin) : 'nobody knows how much it has room for',
    /** Empty while it is not known. */
    growth,
    kept: `every fetch for ${history.rawDays} days, one per ten minutes up to ${history.tenMinutesDays} days, one per hour up to ${history.retentionDays} days`,
    hint: `Choose a bigger plan${size}, or a preset with fewer metrics.`,
  };
}

function originWords(budgetBytes: number, origin: Storage['budgetOrigin']): string {
  if (origin === 'api') return 'as Heroku says';
  if (origin === 'plan') return `taken from ${guessWords(budgetBytes)}`;
  if (origin === 'growth') return 'the smallest plan that the wanted history fits at the growth measured';
  return 'as PGWATCH2_STORAGE_MB says';
}
