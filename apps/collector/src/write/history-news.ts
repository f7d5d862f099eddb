import type { Logger } from '@pgwatch-heroku/shared';
import type { FailedHistory } from '@pgwatch-heroku/store';

/**
 * Logs of which metrics history cannot be thinned nor shortened, each reason once.
 *
 * @param told by metric what was logged last; kept up to date.
 */
export function tellFailedHistory(failed: readonly FailedHistory[], told: Map<string, string>, log: Logger): void {
  const present = new Set(failed.map(({ metric }) => metric));
  for (const metric of told.keys()) {
    if (!present.has(metric)) told.delete(metric);
  }
  for (const { metric, reason } of failed) {
    if (told.get(metric) === reason) continue;
    told.set(metric, reason);
    const hint = 'Drop what depends on a partition of its own; views on the whole table are not in the way.';
    log.warn(
      { event: 'history-failed', metric, ...(reason.includes('depend') ? { hint } : {}) },
      `history of ${metric} is neither thinned nor shortened, and takes room: ${reason}`,
    );
  }
}
