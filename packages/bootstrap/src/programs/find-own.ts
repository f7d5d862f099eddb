import { type AppRole, type Logger, missingHints } from '@pgwatch-heroku/shared';

interface Own {
  label: keyof typeof missingHints;
  url: string | undefined;
}

export interface FindOwnOptions {
  /** PGWATCH2_APP */
  app: AppRole;
  /** `Collector DB` */
  what: string;
  log: Logger;
}

/**
 * The database that a bootstrap program works on. Without one there is nothing to do, which is no failure, and the log
 * says why: an app may have none by its role, or none yet.
 */
export function findOwn<O extends Own>(own: O | undefined, options: FindOwnOptions): (O & { url: string }) | undefined {
  const { app, what, log } = options;
  if (own === undefined) {
    log.info({ event: 'skipped' }, `nothing to do: PGWATCH2_APP=${app} owns no ${what}`);
    return undefined;
  }
  const { label, url } = own;
  if (url !== undefined) return { ...own, url };
  tellNotAttached({ label, what, log });
  return undefined;
}

/** @param level lower where somebody else warns of it. */
export function tellNotAttached(
  { label, what, log }: Pick<Own, 'label'> & Pick<FindOwnOptions, 'what' | 'log'>,
  level: 'info' | 'warn' = 'warn',
): void {
  const hint = missingHints[label];
  log[level]({ event: 'skipped', hint }, `nothing to do: ${label} is not set, so no ${what} is attached`);
}
