import type { HerokuClient } from '@pgwatch-heroku/heroku-api';
import { AppError, type Logger, messageOf } from '@pgwatch-heroku/shared';

/** Longer than `resume` tries. */
const timeToLiveSeconds = 65 * 60;

/**
 * Lets a one-off dyno go on, which no release restarts and no two minutes end.
 *
 * @returns its name; undefined when it could not be started.
 */
export async function handOver(client: HerokuClient, app: string, log: Logger): Promise<string | undefined> {
  try {
    const { name } = await client.dynos.runDetached(app, {
      command: 'pgwatch-heroku provisioner resume',
      timeToLiveSeconds,
    });
    log.info({ event: 'handed-over', dyno: name }, `the set-up goes on in ${name}`);
    return name;
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    log.warn({ event: 'hand-over-failed', hint: error.hint }, messageOf(error));
    return undefined;
  }
}
