import { type HerokuClient, isNotFound } from '@pgwatch-heroku/heroku-api';

/** Deletes a credential that no app is attached by. @returns whether it is gone now. */
export async function removeCredential(client: HerokuClient, addon: string, credential: string): Promise<boolean> {
  const users = (await client.attachments.listOfAddon(addon)).filter(
    ({ namespace }) => namespace === `credential:${credential}`,
  );
  if (users.length > 0) return false;
  await client.credentials.delete(addon, credential).catch((error: unknown) => {
    if (!isNotFound(error)) throw error;
  });
  return true;
}
