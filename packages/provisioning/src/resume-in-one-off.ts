import type { HerokuClient } from '@pgwatch-heroku/heroku-api';

/** Longer than `resume` tries, so that it can still say why it gave up. */
const timeToLiveSeconds = 65 * 60;

/**
 * Lets the set-up of an app go on in a one-off dyno of it, which no release restarts and no two minutes end.
 *
 * @param env for this dyno alone; a key given here stands in no config var.
 * @returns the dyno's name. @throws HerokuApiError when it cannot be started.
 */
export async function resumeInOneOff(
  client: HerokuClient,
  app: string,
  env: Readonly<Record<string, string>> = {},
): Promise<string> {
  const { name } = await client.dynos.runDetached(app, {
    command: 'pgwatch-heroku provisioner resume',
    timeToLiveSeconds,
    ...(Object.keys(env).length === 0 ? {} : { env: { ...env } }),
  });
  return name;
}
