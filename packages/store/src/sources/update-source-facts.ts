import type { Queryable } from '@pgwatch-heroku/shared';

/** What a server says about itself. */
export interface SourceFacts {
  /** 170010 */
  serverVersionNum: number;
  /** `17.10` */
  serverVersion: string;
  /** Null where pg_control_system() is forbidden. */
  systemIdentifier: string | null;
  database: string;
  isInRecovery: boolean;
  /** SHA-256 of the certificate. */
  tlsFingerprint: string | null;
}

/** Stores what a server said at connecting. */
export async function updateSourceFacts(db: Queryable, sourceId: number, facts: SourceFacts): Promise<void> {
  await db.query(
    `UPDATE pgwatch2.source SET server_version_num = $2, server_version = $3, system_identifier = $4,
       database_name = $5, is_in_recovery = $6, tls_fingerprint = $7, facts_at = now()
     WHERE id = $1`,
    [
      sourceId,
      facts.serverVersionNum,
      facts.serverVersion,
      facts.systemIdentifier,
      facts.database,
      facts.isInRecovery,
      facts.tlsFingerprint,
    ],
  );
}
