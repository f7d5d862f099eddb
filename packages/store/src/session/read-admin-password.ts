import type { Queryable } from '@pgwatch-heroku/shared';

export interface StoredAdminPassword {
  /** scrypt hash of the password that was set in place of the config var's. */
  hash: string;
  /** scrypt hash of the config var's value which it replaced. */
  variableFingerprint: string;
}

/** The admin password that was set in the UI, if one was. */
export async function readAdminPassword(db: Queryable): Promise<StoredAdminPassword | undefined> {
  const { rows } = await db.query<StoredAdminPassword>(
    'SELECT hash, variable_fingerprint AS "variableFingerprint" FROM pgwatch2.admin_password LIMIT 1',
  );
  return rows[0];
}
