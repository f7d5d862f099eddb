import type { Budget } from './choose-budget.js';
import { forecastWanted, type Size } from './pressure.js';

const gigabyte = 1024 ** 3;

/** Sizes of Heroku's plans: https://devcenter.heroku.com/articles/heroku-postgres-plans. */
const planSizes = [1, 10, 32, 64, 256, 512, 768, 1_024, 1_536, 2_048, 3_072, 4_096].map((size) => size * gigabyte);

/**
 * The room of a plan of which nothing is known: the smallest that holds what the wanted history will take at the growth
 * that was measured. Once chosen it stays, or it would go up with the store and never hold anything back.
 *
 * @param previous what was the budget before.
 * @returns no budget before a day of growth was measured, nor for more than the largest plan holds.
 */
export function budgetByGrowth(previous: Budget | undefined, size: Omit<Size, 'budgetBytes'>): Budget {
  if (previous?.budgetOrigin === 'growth') return { ...previous };
  const needed = forecastWanted(size);
  const budgetBytes = needed === undefined ? undefined : planSizes.find((bytes) => bytes >= needed);
  return { budgetBytes, budgetOrigin: budgetBytes === undefined ? undefined : 'growth' };
}
