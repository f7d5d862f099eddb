import { peerFingerprint } from '@pgwatch-heroku/shared';
import type { SourceSession } from './session.js';
import { factsSql, systemIdentifierSql } from './sql/facts.js';

/** What a monitored database says about itself when it is connected to. */
export interface Facts {
  serverVersionNum: number;
  serverVersion: string;
  /** Of the cluster; null where the role may not read it. */
  systemIdentifier: string | null;
  database: string;
  isInRecovery: boolean;
  tlsFingerprint: string | null;
  serverStartedAt: string;
  /** When it said so, by our clock. */
  at: Date;
}

export async function readFacts(session: SourceSession): Promise<Facts> {
  const at = new Date();
  const [row] = (await session.query(factsSql)).rows;
  const systemIdentifier = await session.query(systemIdentifierSql).then(
    ({ rows }) => rows[0]?.[0] ?? null,
    (error: unknown) => {
      if (!session.isOpen) throw error;
      return null;
    },
  );
  return {
    serverVersionNum: Number(row?.[0]),
    serverVersion: row?.[1] ?? '',
    systemIdentifier,
    database: row?.[2] ?? '',
    isInRecovery: row?.[3] === 't',
    tlsFingerprint: peerFingerprint(session.client) ?? null,
    serverStartedAt: row?.[4] ?? '',
    at,
  };
}
