import type { SourceSession } from './session.js';
import { helperSql } from './sql/facts.js';

/** A name in braces, and what tells pg_stat_statements' function whether to read the texts. */
const placeholder = /\{\{(\w+)\}\}(\((?:true|false)\))?/g;

/** Where a role without pg_monitor sees hardly more than its own rows, and the function that shows its owner's too. */
const helperOf: Readonly<Record<string, string>> = {
  pg_stat_activity: 'get_stat_activity',
  pg_stat_replication: 'get_stat_replication',
  pg_stat_statements: 'get_stat_statements',
};

/**
 * Finds what the `{{names}}` in a metric's SQL stand for on this server and for this role: the helper function where
 * the role needs one and may call it, else the view itself.
 */
export async function placeNames(
  session: SourceSession,
  sql: readonly string[],
  extension?: { name: string; schema: string },
): Promise<(sql: string) => string> {
  const calls = new Map<string, string>();
  const names = new Set(sql.flatMap((text) => [...text.matchAll(placeholder)].map(([, name = '']) => name)));
  for (const name of names) {
    const helper = helperOf[name];
    if (!helper) continue;
    const call = (await session.query(helperSql, { values: [helper] })).rows[0]?.[0];
    if (call) calls.set(name, call);
  }
  return (text) =>
    text.replace(placeholder, (whole, name: string, argument = '') => {
      // A helper takes no argument: it shows all columns, and the metric picks those it needs.
      const call = calls.get(name);
      if (call) return call;
      if (name === extension?.name) return `${extension.schema}.${name}${argument}`;
      return helperOf[name] ? `pg_catalog.${name}${argument}` : whole;
    });
}
