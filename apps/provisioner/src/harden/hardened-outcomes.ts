import type { PlannedRow } from '@pgwatch-heroku/provisioning';
import type { Outcome } from '../outcome.js';

const belongs = (row: PlannedRow, { part, label }: Outcome): boolean => {
  if (row.database !== label.replace(/_URL$/, '')) return false;
  return part === 'Grafana role' ? row.credential === 'pgwatch2_grafana' : row.credential === 'pgwatch2';
};

/** What became of each part: with its own role only where that is attached, so that the app really uses it. */
export function hardenedOutcomes(
  before: readonly Outcome[],
  hardened: readonly Outcome[],
  ready: readonly PlannedRow[],
): Outcome[] {
  return before.map((outcome) => {
    const now = hardened.find(({ part }) => part === outcome.part);
    return now && ready.some((row) => belongs(row, outcome)) ? now : outcome;
  });
}
