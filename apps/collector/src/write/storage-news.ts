import type { Logger } from '@pgwatch-heroku/shared';
import type { StorageState } from '@pgwatch-heroku/store';
import type { CoreOnly } from './outbox.js';

const megabyte = 1024 * 1024;

/**
 * Logs what has changed in how much is kept.
 *
 * @returns what sources are to be told while only core metrics are written.
 */
export function tellStorage(storage: StorageState, log: Logger): CoreOnly | undefined {
  const { sizeBytes, budgetBytes, budgetOrigin, level, history, previous, coreOnlySince, coreMetrics } = storage;
  const sizeMb = Math.round(sizeBytes / megabyte);
  const budgetMb = Math.round((budgetBytes ?? 0) / megabyte);
  const used = `the Collector DB has ${sizeMb} of ${budgetMb} MB`;
  const hint = `Choose a bigger plan${budgetOrigin === 'plan' ? ' (and set PGWATCH2_STORAGE_MB if this is not its size)' : ' and set PGWATCH2_STORAGE_MB to its size'}, or a preset with fewer metrics.`;
  const kept = `every fetch for ${history.rawDays} days, one per ten minutes up to ${history.tenMinutesDays} days, one per hour up to ${history.retentionDays} days`;
  const figures = { event: 'storage', sizeMb, budgetMb, level };
  const before = previous?.level ?? 0;
  if (level > before) log.warn({ ...figures, hint }, `${used}; history is shortened: ${kept}`);
  if (level < before) log.info(figures, `${used}; there is room for more history again: ${kept}`);
  if (!coreOnlySince) {
    if (previous?.coreOnlySince) log.info(figures, `${used}; all metrics are stored again`);
    return undefined;
  }
  const reason = `${used}: only ${[...coreMetrics].sort().join(', ')} are stored`;
  if (!previous?.coreOnlySince) log.warn({ ...figures, hint }, reason);
  return { metrics: coreMetrics, reason, hint };
}
