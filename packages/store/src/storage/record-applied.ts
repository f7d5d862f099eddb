import type { Queryable } from '@pgwatch-heroku/shared';

/**
 * Records whether the history that a level leaves has been carried out, for whoever looks at the size next.
 *
 * @param level the level that was carried out; nothing is recorded when another one has been decided on meanwhile.
 */
export async function recordApplied(db: Queryable, level: number, isApplied: boolean): Promise<void> {
  await db.query('UPDATE pgwatch2.storage SET is_applied = $2 WHERE level = $1 AND is_applied <> $2', [
    level,
    isApplied,
  ]);
}
