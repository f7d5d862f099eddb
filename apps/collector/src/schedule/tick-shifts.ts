import type { Metric } from '@pgwatch-heroku/metrics';
import { hashOf } from '../hash.js';

/** As many as there are milliseconds in the shortest interval, without the one of the tick itself. */
const maxShifts = 999;

/**
 * The key of a row is its source and tick. Metrics of one source that share a table each get milliseconds of their own
 * within the second, so that none takes another's key: they stay the same for as long as the same metrics are asked for,
 * as a row that is written twice has to have one key, and tell apart whose rows are whose when they are thinned.
 *
 * @returns by metric; nothing for one that has its table to itself, or is the one that the table is named after.
 */
export function tickShifts(metrics: readonly Pick<Metric, 'name' | 'storedAs'>[]): ReadonlyMap<string, number> {
  const sharing = metrics.flatMap(({ name, storedAs = name }) => (storedAs === name ? [] : [{ name, storedAs }]));
  sharing.sort((one, other) => (one.name < other.name ? -1 : 1));
  const shifts = new Map<string, number>();
  const taken = new Set<string>();
  for (const { name, storedAs } of sharing) {
    let shift = hashOf(name) % maxShifts;
    for (let tries = 1; tries < maxShifts && taken.has(`${storedAs} ${shift}`); tries++)
      shift = (shift + 1) % maxShifts;
    taken.add(`${storedAs} ${shift}`);
    shifts.set(name, shift + 1);
  }
  return shifts;
}
