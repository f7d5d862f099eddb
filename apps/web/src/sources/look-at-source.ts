import {
  type Client,
  closeClient,
  peerFingerprint,
  type SourceAccess,
  type SourceAddress,
  toFailure,
} from '@pgwatch-heroku/shared';
import { databasesSql, lookSql } from './sql/look.js';

export interface Look {
  serverVersion: string;
  database: string;
  user: string;
  isInRecovery: boolean;
  /** Whether it sees what other roles do. */
  canMonitor: boolean;
  tlsFingerprint: string | null;
}

export type LookResult = { durationMs: number } & (
  | { isUp: true; look: Look }
  | { isUp: false; reason: string; hint: string | null }
);

/** Connects once and says what answers; a failure is an answer too. */
export async function lookAtSource(access: SourceAccess, address: () => SourceAddress): Promise<LookResult> {
  const startedAt = performance.now();
  const durationMs = () => Math.round(performance.now() - startedAt);
  try {
    return await withSource(access, address(), async (client) => {
      const { rows } = await client.query<Omit<Look, 'serverVersion' | 'tlsFingerprint'> & { version: string }>(
        lookSql,
      );
      const { version, ...rest } = rows[0] as (typeof rows)[number];
      const look = { ...rest, serverVersion: version, tlsFingerprint: peerFingerprint(client) ?? null };
      return { isUp: true, look, durationMs: durationMs() };
    });
  } catch (error) {
    return { isUp: false, ...toFailure(error), durationMs: durationMs() };
  }
}

/** Databases of a server by name, as far as their names fit two regular expressions of PostgreSQL. */
export async function findDatabases(client: Client, include: string | null, exclude: string | null) {
  const { rows } = await client.query<{ name: string; mayConnect: boolean }>(databasesSql, [include, exclude]);
  return rows;
}

/** Work on one connection, which ends with it. */
export async function withSource<T>(
  access: SourceAccess,
  address: SourceAddress,
  work: (client: Client) => Promise<T>,
) {
  const client = await access.connect(address);
  try {
    return await work(client);
  } finally {
    await closeClient(client);
  }
}
