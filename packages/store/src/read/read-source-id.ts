import type { Queryable } from '@pgwatch-heroku/shared';

export async function readSourceId(db: Queryable, name: string): Promise<number | undefined> {
  const { rows } = await db.query<{ id: number }>('SELECT id FROM pgwatch2.source WHERE name = $1', [name]);
  return rows[0]?.id;
}
