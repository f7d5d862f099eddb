import type { StoreState } from '../read/read-store-state.js';
import { tightenAt } from './pressure.js';

/** Days at the present pace; null where the pace or the room is not known. */
export interface DaysLeft {
  /** Until all room is taken. */
  full: number | null;
  /** Until history is shortened, so that it never gets that far. */
  shortened: number | null;
}

/** How long the room of the Collector DB lasts; samples that get old meanwhile are not counted. */
export function daysLeft({
  sizeBytes,
  budgetBytes,
  growthBytesPerDay,
}: Pick<StoreState, 'sizeBytes' | 'budgetBytes' | 'growthBytesPerDay'>): DaysLeft {
  if (sizeBytes === null || budgetBytes === null || !growthBytesPerDay) return { full: null, shortened: null };
  const until = (share: number) => Math.max(0, budgetBytes * share - sizeBytes) / growthBytesPerDay;
  return { full: until(1), shortened: until(tightenAt) };
}
