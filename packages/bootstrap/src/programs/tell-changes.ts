import type { Logger } from '@pgwatch-heroku/shared';

/** The last word of a bootstrap program. */
export function tellChanges(log: Logger, what: string, changes: readonly string[]): void {
  const said = changes.length === 0 ? 'nothing to change' : `${changes.length} changes made`;
  log.info({ event: 'bootstrapped', changes: changes.length }, `${what}: ${said}`);
}
