import type { Queryable } from '@pgwatch-heroku/shared';
import { type Actor, writeAudit } from '../audit/write-audit.js';

/** A token of a program; the token itself is nowhere. */
export interface ApiToken {
  id: number;
  name: string;
  /** Its first characters. */
  prefix: string;
  role: 'viewer' | 'admin';
  createdAt: Date;
  createdBy: string;
  expiresAt: Date | null;
  lastUsedAt: Date | null;
  revokedAt: Date | null;
}

const columns = `id, name, prefix, role, created_at AS "createdAt", created_by AS "createdBy",
  expires_at AS "expiresAt", last_used_at AS "lastUsedAt", revoked_at AS "revokedAt"`;

/** All tokens that were ever made, the latest first. */
export async function listApiTokens(db: Queryable): Promise<ApiToken[]> {
  const { rows } = await db.query<ApiToken>(`SELECT ${columns} FROM pgwatch2.api_token ORDER BY id DESC`);
  return rows;
}

export interface NewApiToken {
  name: string;
  prefix: string;
  /** SHA-256 of the token. */
  hash: Buffer;
  role: 'viewer' | 'admin';
  expiresAt: Date | null;
}

/** In a transaction. */
export async function addApiToken(client: Queryable, actor: Actor, token: NewApiToken): Promise<ApiToken> {
  const { name, prefix, hash, role, expiresAt } = token;
  const { rows } = await client.query<ApiToken>(
    `INSERT INTO pgwatch2.api_token (name, prefix, hash, role, created_by, expires_at)
     VALUES ($1, $2, $3, $4, $5, $6) RETURNING ${columns}`,
    [name, prefix, hash, role, actor.user, expiresAt],
  );
  await writeAudit(client, actor, {
    action: 'add-token',
    target: name,
    after: { prefix, role, expiresAt: expiresAt?.toISOString() ?? null },
  });
  return rows[0] as ApiToken;
}

/** In a transaction. @returns whether there is a token of this id that was not revoked yet. */
export async function revokeApiToken(client: Queryable, actor: Actor, id: number): Promise<boolean> {
  const { rows } = await client.query<{ name: string; prefix: string }>(
    'UPDATE pgwatch2.api_token SET revoked_at = now() WHERE id = $1 AND revoked_at IS NULL RETURNING name, prefix',
    [id],
  );
  const [token] = rows;
  if (token) {
    await writeAudit(client, actor, { action: 'revoke-token', target: token.name, before: { prefix: token.prefix } });
  }
  return token !== undefined;
}

/** Whose token this is, by its SHA-256; undefined for one that is unknown, revoked or expired. Notes its use. */
export async function useApiToken(
  db: Queryable,
  hash: Buffer,
): Promise<{ name: string; role: 'viewer' | 'admin' } | undefined> {
  const { rows } = await db.query<{ name: string; role: 'viewer' | 'admin' }>(
    // Once a minute is often enough to tell a token that is used from one that is not.
    `WITH known AS (
       SELECT id, name, role, last_used_at FROM pgwatch2.api_token
       WHERE hash = $1 AND revoked_at IS NULL AND (expires_at IS NULL OR expires_at > now())
     ), used AS (
       UPDATE pgwatch2.api_token t SET last_used_at = now() FROM known k
       WHERE t.id = k.id AND (k.last_used_at IS NULL OR k.last_used_at < now() - interval '1 minute')
     )
     SELECT name, role FROM known`,
    [hash],
  );
  return rows[0];
}
