import type { Queryable } from '@pgwatch-heroku/shared';
import { type Actor, writeAudit } from '../audit/write-audit.js';
import type { StoredAdminPassword } from '../session/read-admin-password.js';

/** Puts a password in the place of the config var's. In a transaction. */
export async function setAdminPassword(client: Queryable, actor: Actor, password: StoredAdminPassword): Promise<void> {
  await client.query(
    `INSERT INTO pgwatch2.admin_password (hash, variable_fingerprint) VALUES ($1, $2)
     ON CONFLICT (is_only) DO UPDATE
     SET hash = excluded.hash, variable_fingerprint = excluded.variable_fingerprint, changed_at = now()`,
    [password.hash, password.variableFingerprint],
  );
  await writeAudit(client, actor, { action: 'set-admin-password', target: 'admin' });
}
