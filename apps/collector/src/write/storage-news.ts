import type { Logger } from '@pgwatch-heroku/shared';
import { type StorageState, storageWords } from '@pgwatch-heroku/store';
import type { CoreOnly } from './outbox.js';

/**
 * Logs what has changed in how much is kept.
 *
 * @returns what sources are to be told while only core metrics are written.
 */
export function tellStorage(storage: StorageState, log: Logger): CoreOnly | undefined {
  const { level, previous, coreOnlySince, coreMetrics } = storage;
  const { sizeMb, budgetMb, used, kept, hint } = storageWords(storage);
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
