import { type UninstallResult, uninstallMonitored } from '@pgwatch-heroku/bootstrap';
import { AppError, exitCodes, type Logger } from '@pgwatch-heroku/shared';

export interface PredestroyOptions {
  /** Attached databases that are monitored, by their config vars. */
  databases: readonly { label: string; url: string }[];
  /** HEROKU_APP_NAME, which Heroku gives every review app. */
  app: string | undefined;
  /** HEROKU_APP_ID, where it is known. */
  appId: string | undefined;
  deadlineMs: number;
  log: Logger;
  signal: AbortSignal;
}

/**
 * Before a review app goes: takes from the databases that it was attached to what it alone made there. Its own go with
 * it; one that is somebody else's must not keep grants for an app that is gone, nor lose those that another app lives on.
 * Without an API key all that can be reached is what the attached credentials may do, and more is not needed: nothing
 * was made by other means.
 */
export async function predestroy(options: PredestroyOptions): Promise<number> {
  const { databases, app, appId, deadlineMs, log, signal } = options;
  if (app === undefined) {
    log.warn(
      { event: 'skipped', hint: 'Name it: heroku run --env HEROKU_APP_NAME=<this app> -- pgwatch-heroku predestroy' },
      'nothing is removed: HEROKU_APP_NAME is not set, so what this app made cannot be told from what others did',
    );
    return exitCodes.done;
  }
  const results = await Promise.all(
    databases.map(({ label, url }) =>
      uninstallMonitored({ url, label, app, appId, deadlineMs, log, signal }).catch((error: unknown) => {
        if (!(error instanceof AppError)) throw error;
        log.error({ event: 'failed', database: label, hint: error.hint }, error.message);
        return error;
      }),
    ),
  );
  const failures = results.filter((result) => result instanceof AppError);
  const done = results.filter((result): result is UninstallResult => !(result instanceof AppError));
  const changes = done.flatMap((result) => result.changes).length;
  const warnings = done.flatMap((result) => result.warnings).length;
  log[failures.length + warnings === 0 ? 'info' : 'warn'](
    { event: 'uninstalled', databases: databases.length, changes, warnings, failed: failures.length },
    `predestroy: ${changes} changes made in ${databases.length} databases, ${failures.length} could not be seen to`,
  );
  return failures[0]?.exitCode ?? exitCodes.done;
}
