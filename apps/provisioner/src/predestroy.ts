import { type UninstallResult, uninstallMonitored } from '@pgwatch-heroku/bootstrap';
import type { HerokuClient } from '@pgwatch-heroku/heroku-api';
import { type OnStep, removeMonitored } from '@pgwatch-heroku/provisioning';
import { AppError, exitCodes, type Logger } from '@pgwatch-heroku/shared';

export interface PredestroyOptions {
  /** Attached databases that are monitored, by their config vars. */
  databases: readonly { label: string; url: string }[];
  /** HEROKU_APP_NAME, which Heroku gives every review app. */
  app: string | undefined;
  /** HEROKU_APP_ID, where it is known. */
  appId: string | undefined;
  /** With HEROKU_API_KEY. */
  client?: HerokuClient | undefined;
  deadlineMs: number;
  log: Logger;
  signal: AbortSignal;
}

/**
 * Before a review app goes: takes from the databases that it was attached to what it alone made there. Its own go with
 * it; one that is somebody else's must not keep grants for an app that is gone, nor lose those that another app lives on.
 * With an API key what was made as the default credential is undone as it, and the credential that we made goes too.
 * Without one all that can be reached is what the attached credentials may do; the rest is named, with the command.
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
  const attached = options.client && (await readAttached(options.client, app, log));
  const undo = async ({ label, url }: PredestroyOptions['databases'][number]): Promise<UninstallResult | undefined> => {
    const attachment = attached?.attachments.find(({ name }) => `${name}_URL` === label);
    if (attached === undefined || attachment === undefined) {
      const result = await uninstallMonitored({ url, label, app, appId, deadlineMs, log, signal });
      for (const credential of result.credentials) {
        const hint = `heroku pg:credentials:destroy <the database> --name ${credential} --app <the app that owns it>`;
        log.warn({ event: 'left-behind', hint }, `${label}: credential ${credential} was made for this app and stays`);
      }
      return result;
    }
    // Its own database goes with it.
    if (attachment.addon.app.name === app) return undefined;
    const onStep: OnStep = ({ title, state, detail }) =>
      void (state !== 'running' && log.info({ event: 'step', database: label }, `${title}: ${detail}`));
    const { client, own } = attached;
    return removeMonitored({
      ...{ client, app: own.name, appId: own.id, attachment: attachment.name },
      ...{ earlier: [], onStep, log, signal },
    });
  };
  const results = await Promise.all(
    databases.map((database) =>
      undo(database).catch((error: unknown) => {
        if (!(error instanceof AppError)) throw error;
        log.error({ event: 'failed', database: database.label, hint: error.hint }, error.message);
        return error;
      }),
    ),
  );
  const failures = results.filter((result) => result instanceof AppError);
  const done = results.filter(
    (result): result is UninstallResult => result !== undefined && !(result instanceof AppError),
  );
  const changes = done.flatMap((result) => result.changes).length;
  const warnings = done.flatMap((result) => result.warnings).length;
  log[failures.length + warnings === 0 ? 'info' : 'warn'](
    { event: 'uninstalled', databases: databases.length, changes, warnings, failed: failures.length },
    `predestroy: ${changes} changes made in ${databases.length} databases, ${failures.length} could not be seen to`,
  );
  return failures[0]?.exitCode ?? exitCodes.done;
}

/**
 * What is attached to this app. By its name alone: found by its database, as the set-up finds it, it could be the one
 * that a person undoes another app's work from.
 *
 * @returns undefined where the key does not see it, or Heroku cannot be asked.
 */
async function readAttached(client: HerokuClient, app: string, log: Logger) {
  try {
    const own = await client.apps.get(app);
    return { client, own, attachments: await client.attachments.listOfApp(app) };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    log.warn({ event: 'degraded', hint: error.hint }, `${error.message}: only what the attached credentials may`);
    return undefined;
  }
}
