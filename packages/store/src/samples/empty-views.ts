import { type Queryable, quoteIdentifier as q, quoteLiteral } from '@pgwatch-heroku/shared';
import { lockMetrics } from './ddl-lock.js';

/** Tells a view that stands in for samples that are yet to come from those that people make. */
const emptyComment = 'pgwatch-heroku: no samples yet';

/** pgwatch2 writes it every ten minutes, and dashboards take a source without a fresh row for one that was removed. */
const configuredDbs = {
  name: 'configured_dbs',
  comment: 'pgwatch-heroku: the sources that are monitored',
  body: `SELECT now() AS time, s.name AS dbname, '{}'::jsonb AS data,
    jsonb_strip_nulls(jsonb_build_object('group', s.group_name)) AS tag_data
  FROM pgwatch2.source s WHERE s.is_enabled AND s.detached_at IS NULL`,
};

const emptyBody = `SELECT NULL::timestamptz AS time, NULL::text AS dbname, NULL::jsonb AS data, NULL::jsonb AS tag_data
  WHERE false`;

/**
 * Makes a view in pgwatch's shape without rows for every name that has nothing in public, so that a dashboard finds all
 * it asks for. Has to run in a transaction; does nothing for a role that may not make objects in public.
 */
export async function createEmptyViews(client: Queryable, names: readonly string[]): Promise<void> {
  const wanted = [...names.map((name) => ({ name, comment: emptyComment, body: emptyBody })), configuredDbs];
  const missing = await findMissing(
    client,
    wanted.map(({ name }) => name),
  );
  if (missing.length === 0) return;
  await lockMetrics(client, missing);
  const left = new Set(await findMissing(client, missing)); // a collector may have been faster
  const statements = wanted
    .filter(({ name }) => left.delete(name)) // a name that is there twice, once
    .map(
      ({ name, comment, body }) =>
        `CREATE VIEW public.${q(name)} AS ${body}; COMMENT ON VIEW public.${q(name)} IS ${quoteLiteral(comment)}`,
    );
  await client.query(statements.join(';\n'));
}

async function findMissing(client: Queryable, names: readonly string[]): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(
    `SELECT name FROM unnest($1::text[]) AS name
     WHERE to_regclass(format('public.%I', name)) IS NULL AND has_schema_privilege('public', 'CREATE')`,
    [names],
  );
  return rows.map(({ name }) => name);
}

/**
 * Takes an empty view out of the way of a real one.
 *
 * @returns whether there is room now: a role that may not drop it (before collector-bootstrap has given it away) has to
 *   leave it, and then stores samples that are not in the view yet.
 */
export async function dropEmptyView(client: Queryable, metric: string): Promise<boolean> {
  const { rows } = await client.query<{ is_ours: string }>(
    `SELECT pg_has_role(c.relowner, 'USAGE')::text AS is_ours FROM pg_catalog.pg_class c
     WHERE c.oid = to_regclass(format('public.%I', $1::text)) AND ${isEmptyView('c.oid')}`,
    [metric],
  );
  if (rows[0]?.is_ours === 'false') return false;
  if (rows[0]) await client.query(`DROP VIEW public.${q(metric)}`);
  return true;
}

/** SQL that is true of the oid of an empty view. */
export const isEmptyView = (oid: string): string =>
  `pg_catalog.obj_description(${oid}, 'pg_class') IS NOT DISTINCT FROM ${quoteLiteral(emptyComment)}`;
