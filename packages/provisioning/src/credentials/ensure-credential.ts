import { type HerokuClient, isNotFound, type WaitOptions } from '@pgwatch-heroku/heroku-api';
import { makeOnce } from '../make-once.js';

export interface CredentialRequest {
  /** Name or id of the add-on. */
  addon: string;
  /** `heroku-postgresql:premium-0` */
  plan: string;
  credential: string;
  /** Called before it is made, and only then. */
  onMissing?: () => Promise<unknown>;
}

/**
 * Makes a credential where it is missing and waits until it is active; the new role may log in and nothing else.
 *
 * @returns whether it was made now.
 * @throws AppError `unavailable` while it stays stuck, `configuration` when it is being deleted; HerokuApiError.
 */
export async function ensureCredential(
  client: HerokuClient,
  { addon, credential, onMissing }: CredentialRequest,
  wait?: WaitOptions,
): Promise<boolean> {
  const isThere = () =>
    client.credentials.get(addon, credential).then(
      () => true,
      (error: unknown) => {
        if (isNotFound(error)) return false;
        throw error;
      },
    );
  const isNew = await makeOnce(isThere, async () => {
    await onMissing?.();
    await client.credentials.create(addon, credential);
  });
  await client.credentials.waitUntilActive(addon, credential, wait);
  return isNew;
}
