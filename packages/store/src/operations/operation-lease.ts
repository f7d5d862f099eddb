import type { Queryable } from '@pgwatch-heroku/shared';

/** First key of our advisory locks for operations, "pgw3" as bytes; the second is a digest of kind and subject. */
const operationClass = 0x70_67_77_33;

/** The lock's second key, as an expression over kind and subject. */
export const operationKeySql = (kind: string, subject: string): string =>
  `pg_catalog.hashtext(${kind} || ' ' || ${subject})`;

/** Condition on pg_locks for the lease of the operation `o`. */
export const operationLeaseSql = `l.locktype = 'advisory' AND l.objsubid = 2 AND l.granted
  AND l.classid = ${operationClass} AND l.objid = (${operationKeySql('o.kind', 'o.subject')}::bigint & 4294967295)::oid
  AND l.database = (SELECT oid FROM pg_catalog.pg_database WHERE datname = current_database())`;

/**
 * Takes the lease of an operation for this session: gone the moment that the session is, so that a process that was
 * killed holds up nobody.
 *
 * @returns whether it was free.
 */
export async function takeOperationLease(client: Queryable, kind: string, subject: string): Promise<boolean> {
  const { rows } = await client.query<{ taken: string }>(
    `SELECT pg_try_advisory_lock($1::int, ${operationKeySql('$2::text', '$3::text')})::text AS taken`,
    [operationClass, kind, subject],
  );
  return rows[0]?.taken === 'true';
}
