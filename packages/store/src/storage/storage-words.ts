import type { HistoryDays } from '../samples/history.js';

const megabyte = 1024 * 1024;

interface Storage {
  sizeBytes: number;
  budgetBytes: number | null | undefined;
  budgetOrigin: 'setting' | 'plan' | null | undefined;
  history: HistoryDays;
}

/** How full the store is, what is kept and what makes more room: the same words in the log and on the pages. */
export function storageWords({ sizeBytes, budgetBytes, budgetOrigin, history }: Storage) {
  const sizeMb = Math.round(sizeBytes / megabyte);
  const budgetMb = Math.round((budgetBytes ?? 0) / megabyte);
  const size =
    budgetOrigin === 'plan'
      ? ' (and set PGWATCH2_STORAGE_MB if this is not its size)'
      : ' and set PGWATCH2_STORAGE_MB to its size';
  return {
    sizeMb,
    budgetMb,
    used: `the Collector DB has ${sizeMb} of ${budgetMb} MB`,
    kept: `every fetch for ${history.rawDays} days, one per ten minutes up to ${history.tenMinutesDays} days, one per hour up to ${history.retentionDays} days`,
    hint: `Choose a bigger plan${size}, or a preset with fewer metrics.`,
  };
}
