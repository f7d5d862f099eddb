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
  /** When it was started, as the server writes it. */
  serverStartedAt: string;
  /** When all of this was asked, by the clock that fetches are dated by. */
  at: Date;
}

/**
 * Stores what a server said at connecting. A connection without TLS leaves the certificate that is known as it is. Where
 * it is another server than before, or the same one started anew, the instant is kept: counters do not go on across it.
 *
 * @returns whether its certificate is another one than before.
 */
export async function updateSourceFacts(
  db: Queryable,
  sourceId: number,
  facts: SourceFacts,
): Promise<{ certificateChanged: boolean }> {
  const { rows } = await db.query<{ changed: string | null }>(
    `WITH before AS (
       SELECT server_started_at, system_identifier, database_name FROM pgwatch2.source WHERE id = $1
     ), change AS (
       INSERT INTO pgwatch2.server_change (source_id, at)
       SELECT $1, $9 FROM before
       WHERE server_started_at <> $8 OR system_identifier <> $4 OR database_name <> $5
       ON CONFLICT DO NOTHING
     ), forgotten AS (
       -- Longer than any sample is kept.
       DELETE FROM pgwatch2.server_change WHERE source_id = $1 AND at < now() - interval '400 days'
     )
     UPDATE pgwatch2.source SET server_version_num = $2, server_version = $3, system_identifier = $4,
       database_name = $5, is_in_recovery = $6, facts_at = now(), server_started_at = $8, tls_fingerprint = coalesce($7, tls_fingerprint),
       tls_previous_fingerprint = CASE WHEN tls_fingerprint <> $7 THEN tls_fingerprint ELSE tls_previous_fingerprint END,
       tls_changed_at = CASE WHEN tls_fingerprint <> $7 THEN now() ELSE tls_changed_at END
     WHERE id = $1
     RETURNING (tls_changed_at = now())::text AS changed`,
    [
      sourceId,
      facts.serverVersionNum,
      facts.serverVersion,
      facts.systemIdentifier,
      facts.database,
      facts.isInRecovery,
      facts.tlsFingerprint,
      facts.serverStartedAt,
      facts.at,
    ],
  );
  return { certificateChanged: rows[0]?.changed === 'true' };
}
