import type { Logger } from '@pgwatch-heroku/shared';
import { type StorageState, storageWords } from '@pgwatch-heroku/store';
import type { CoreOnly } from './outbox.js';

const megabyte = 1024 * 1024;

/**
 * Logs what has changed in how much is kept.
 *
 * @returns what sources are to be told while only core metrics are written.
 */
export function tellStorage(storage: StorageState, log: Logger): CoreOnly | undefined {
  const { level, previous, coreOnlySince, coreMetrics, growth } = storage;
  const words = storageWords({ ...storage, growthBytesPerDay: growth?.bytesPerDay ?? null });
  const { sizeMb, budgetMb, kept, hint } = words;
  const used = words.growth ? `${words.used}, ${words.growth}` : words.used;
  const figures = { event: 'storage', sizeMb, budgetMb, level };
  tellBudget(storage, words.origin, log);
  const before = previous?.level ?? 0;
  if (level > before) log.warn({ ...figures, hint }, `${used}; history is shortened: ${kept}`);
  if (level < before) log.info(figures, `${used}; there is room for more history again: ${kept}`);
  if (!coreOnlySince) {
    if (previous?.coreOnlySince) log.info(figures, `${used}; all metrics are stored again`);
    return undefined;
  }
  const reason = `${words.used}: only ${[...coreMetrics].sort().join(', ')} are stored`;
  if (!previous?.coreOnlySince) log.warn({ ...figures, hint }, reason);
  return { metrics: coreMetrics, reason, hint };
}

/** Once, and whenever it is another one. */
function tellBudget(
  { previous, budgetBytes, budgetOrigin, sizeBytes }: StorageState,
  origin: string,
  log: Logger,
): void {
  if (previous && previous.budgetBytes === budgetBytes && previous.budgetOrigin === budgetOrigin) return;
  const budgetMb = budgetBytes === undefined ? null : Math.round(budgetBytes / megabyte);
  const figures = { event: 'storage-budget', sizeMb: Math.round(sizeBytes / megabyte), budgetMb, origin: budgetOrigin };
  const hint = 'Set PGWATCH2_STORAGE_MB to the size of the plan, so that history is shortened before it is full.';
  if (budgetMb === null) {
    const text = `the Collector DB: ${origin}, and its history is not shortened before a day of its growth is measured`;
    log.warn({ ...figures, hint }, text);
  } else if (budgetOrigin === 'growth') {
    // Neither Heroku nor a person has said so: it may be wrong in both directions.
    log.warn({ ...figures, hint }, `the Collector DB is taken to have ${budgetMb} MB, ${origin}`);
  } else log.info(figures, `the Collector DB may have ${budgetMb} MB, ${origin}`);
}
