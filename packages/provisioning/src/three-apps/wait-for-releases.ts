import type { HerokuClient } from '@pgwatch-heroku/heroku-api';
import { sleep } from '@pgwatch-heroku/shared';

/** More than one set-up makes of an app. */
const newest = 20;
/** A release phase takes seconds. */
const lookMs = 500;

/** Until no release of an app is under way: each runs its release phase, one after the other. */
export async function waitForReleases(client: HerokuClient, app: string, signal: AbortSignal): Promise<void> {
  while ((await client.releases.listNewest(app, newest)).some(({ status }) => status === 'pending')) {
    await sleep(lookMs, signal);
  }
}
