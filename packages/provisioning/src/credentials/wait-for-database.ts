import { type HerokuClient, needsForkFollowFirst, type WaitOptions } from '@pgwatch-heroku/heroku-api';

/**
 * Waits until credentials can be made in a database: until it is there, and on plans with a standby until HA and
 * Fork/Follow are, before which they refuse.
 */
export async function waitForDatabase(
  client: HerokuClient,
  { addon, plan }: { addon: string; plan: string },
  wait?: WaitOptions,
): Promise<void> {
  await client.databases.waitUntilAvailable(addon, wait);
  if (needsForkFollowFirst(plan)) await client.databases.waitUntilForkFollow(addon, wait);
}
