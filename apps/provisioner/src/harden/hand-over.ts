import type { HerokuClient } from '@pgwatch-heroku/heroku-api';
import { resumeInOneOff } from '@pgwatch-heroku/provisioning';
import { AppError, type Logger, messageOf } from '@pgwatch-heroku/shared';

/**
 * Lets a one-off dyno go on with what there is no time for here.
 *
 * @returns its name; undefined when it could not be started.
 */
export async function handOver(client: HerokuClient, app: string, log: Logger): Promise<string | undefined> {
  try {
    const name = await resumeInOneOff(client, app);
    log.info({ event: 'handed-over', dyno: name }, `the set-up goes on in ${name}`);
    return name;
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    log.warn({ event: 'hand-over-failed', hint: error.hint }, messageOf(error));
    return undefined;
  }
}
