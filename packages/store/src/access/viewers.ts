import type { Queryable } from '@pgwatch-heroku/shared';
import { type Actor, writeAudit } from '../audit/write-audit.js';

/** Somebody who may look and change nothing. */
export interface Viewer {
  name: string;
  createdAt: Date;
  createdBy: string;
  /** When the password was last set. */
  changedAt: Date;
}

/** All viewers by name. */
export async function listViewers(db: Queryable): Promise<Viewer[]> {
  const { rows } = await db.query<Viewer>(
    `SELECT name, created_at AS "createdAt", created_by AS "createdBy", changed_at AS "changedAt"
     FROM pgwatch2.viewer ORDER BY name`,
  );
  return rows;
}

/** The scrypt hash of a viewer's password, or undefined when there is no such viewer. */
export async function readViewerHash(db: Queryable, name: string): Promise<string | undefined> {
  const { rows } = await db.query<{ hash: string }>('SELECT hash FROM pgwatch2.viewer WHERE name = $1', [name]);
  return rows[0]?.hash;
}

/** In a transaction. @returns whether the name was free. */
export async function addViewer(client: Queryable, actor: Actor, viewer: { name: string; hash: string }) {
  const { rowCount } = await client.query(
    `INSERT INTO pgwatch2.viewer (name, hash, created_by) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING`,
    [viewer.name, viewer.hash, actor.user],
  );
  if (rowCount === 1) await writeAudit(client, actor, { action: 'add-viewer', target: viewer.name });
  return rowCount === 1;
}

/** In a transaction. Whoever was signed in as this viewer is signed out. @returns whether there is such a viewer. */
export async function setViewerPassword(client: Queryable, actor: Actor, viewer: { name: string; hash: string }) {
  const { rowCount } = await client.query('UPDATE pgwatch2.viewer SET hash = $2, changed_at = now() WHERE name = $1', [
    viewer.name,
    viewer.hash,
  ]);
  if (rowCount === 1) await writeAudit(client, actor, { action: 'set-viewer-password', target: viewer.name });
  return rowCount === 1;
}

/** In a transaction. @returns whether there was such a viewer. */
export async function removeViewer(client: Queryable, actor: Actor, name: string): Promise<boolean> {
  const { rowCount } = await client.query('DELETE FROM pgwatch2.viewer WHERE name = $1', [name]);
  if (rowCount === 1) await writeAudit(client, actor, { action: 'remove-viewer', target: name });
  return rowCount === 1;
}
