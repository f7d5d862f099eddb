import { grafanaSchema, ourSchemas } from '@pgwatch-heroku/bootstrap';
import type { Queryable } from '@pgwatch-heroku/shared';
import { findOwnSettings } from './find-own-settings.js';

/**
 * Why a Collector DB that another one has replaced should not be destroyed, in words; undefined when every table in it
 * is ours, nobody entered or changed anything, and it is so new that it holds no history yet.
 */
export async function findReasonToKeep(db: Queryable): Promise<string | undefined> {
  const { rows: tables } = await db.query<{ name: string }>(
    `SELECT pg_catalog.format('%I.%I', n.nspname, c.relname) AS name
       FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
      WHERE c.relkind IN ('r', 'p', 'm', 'f')
        AND n.nspname !~ '^pg_' AND n.nspname NOT IN ('information_schema', '_heroku', 'heroku_ext')
        AND n.nspname <> ALL ($1)
        AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend d
          WHERE d.classid = 'pg_catalog.pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e')
      ORDER BY 1 LIMIT 5`,
    [[...ourSchemas, grafanaSchema]],
  );
  if (tables.length > 0) return `it holds ${tables.map(({ name }) => name).join(', ')}, which is not ours`;
  const { rows: schema } = await db.query<{ found: boolean }>(
    `SELECT pg_catalog.to_regclass('pgwatch2.pgmigrations') IS NOT NULL AS found`,
  );
  if (!schema[0]?.found) return undefined;
  // The set-up of a new app takes minutes; whoever turns to three apps later than a day after it has a history.
  const { rows: age } = await db.query<{ since: string }>(
    `SELECT pg_catalog.to_char(min(run_on), 'YYYY-MM-DD') AS since FROM pgwatch2.pgmigrations
     HAVING min(run_on) < now() - interval '1 day'`,
  );
  const settings = await findOwnSettings(db);
  const held = [...settings, ...(age[0] ? [`what was gathered since ${age[0].since}`] : [])];
  if (held.length === 0) return undefined;
  const move = `; settings do not move by themselves: export them there and import them here (docs/migrating-from-terraform.md), enter URLs and passwords again`;
  return `it holds ${held.join(', ')}${settings.length > 0 ? move : ''}`;
}
