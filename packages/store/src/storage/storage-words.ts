import type { HistoryDays } from '../samples/history.js';
import type { BudgetOrigin } from './check-storage.js';

const megabyte = 1024 * 1024;

interface Storage {
  sizeBytes: number;
  budgetBytes: number | null | undefined;
  budgetOrigin: BudgetOrigin | null | undefined;
  history: HistoryDays;
}

/** What else to do with a bigger plan: Heroku's own word needs nothing. */
const sizeAdvice: Record<BudgetOrigin, string> = {
  plan: ' (and set PGWATCH2_STORAGE_MB if this is not its size)',
  setting: ' and set PGWATCH2_STORAGE_MB to its size',
  api: '',
};

/** How full the store is, what is kept and what makes more room: the same words in the log and on the pages. */
export function storageWords({ sizeBytes, budgetBytes, budgetOrigin, history }: Storage) {
  const sizeMb = Math.round(sizeBytes / megabyte);
  const budgetMb = Math.round((budgetBytes ?? 0) / megabyte);
  const size = sizeAdvice[budgetOrigin ?? 'setting'];
  return {
    sizeMb,
    budgetMb,
    used: `the Collector DB has ${sizeMb} of ${budgetMb} MB`,
    kept: `every fetch for ${history.rawDays} days, one per ten minutes up to ${history.tenMinutesDays} days, one per hour up to ${history.retentionDays} days`,
    hint: `Choose a bigger plan${size}, or a preset with fewer metrics.`,
  };
}
