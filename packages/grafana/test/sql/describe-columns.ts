import type { Client } from '@pgwatch-heroku/shared';

const typeNames: Record<string, string> = {
  int2: 'int8',
  int4: 'int8',
  int8: 'int8',
  oid: 'int8',
  float4: 'float8',
  float8: 'float8',
  numeric: 'float8',
  bool: 'bool',
};

/** The columns that a metric's SQL gives, with the types that they are stored as. */
export async function describeColumns(client: Client, sql: string): Promise<[name: string, type: string][]> {
  const placed = sql.replace(/\{\{(\w+)\}\}/g, (_, name: string) =>
    name === 'pg_stat_statements' ? `public.${name}` : `pg_catalog.${name}`,
  );
  const { fields } = await client.query(`SELECT * FROM (${placed}) m LIMIT 0`);
  const { rows } = await client.query<{ oid: number; typname: string }>(
    'SELECT oid::int, typname FROM pg_catalog.pg_type WHERE oid = ANY ($1::oid[])',
    [fields.map(({ dataTypeID }) => dataTypeID)],
  );
  const names = new Map(rows.map(({ oid, typname }) => [oid, typname]));
  return fields.map(({ name, dataTypeID }) => [name, typeNames[names.get(dataTypeID) ?? ''] ?? 'text']);
}
