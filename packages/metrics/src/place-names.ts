/** A name in braces, and what tells pg_stat_statements' function whether to read the texts. */
const placeholder = /\{\{(\w+)\}\}(\((?:true|false)\))?/g;

/** Where a role without pg_monitor sees hardly more than its own rows, and the function that shows its owner's too. */
const helperOf: Readonly<Record<string, string>> = {
  pg_stat_activity: 'get_stat_activity',
  pg_stat_replication: 'get_stat_replication',
  pg_stat_statements: 'get_stat_statements',
};

/** Names of those functions. */
export const helperNames: readonly string[] = Object.values(helperOf);

/** Heroku installs extensions into schemas of its choice, so each ($1) is looked up where it is. */
export const extensionSchemaSql = `SELECT quote_ident(n.nspname) AS schema
FROM pg_extension e JOIN pg_namespace n ON n.oid = e.extnamespace WHERE e.extname = $1`;

/**
 * The call of a helper function ($1), for a role that may call it and does not see everything without it. One that
 * would run with our own rights, or that belongs to somebody other than the database's owner, could do or say anything.
 */
export const helperCallSql = `SELECT format('%I.%I()', n.nspname, p.proname) AS call
FROM pg_proc p
JOIN pg_namespace n ON n.oid = p.pronamespace
JOIN pg_database d ON d.datname = current_database()
WHERE n.nspname = 'public' AND p.proname = $1 AND p.pronargs = 0 AND p.proretset AND p.prosecdef
  AND pg_has_role(p.proowner, d.datdba, 'USAGE')
  AND has_function_privilege(p.oid, 'EXECUTE') AND has_schema_privilege(n.oid, 'USAGE')
  AND NOT pg_has_role('pg_read_all_stats', 'USAGE')`;

/**
 * Finds what the `{{names}}` in a metric's SQL stand for on this server and for this role: the helper function where
 * the role needs one and may call it, else the view itself.
 *
 * @param findCall what helperCallSql gives for a helper on the server.
 */
export async function placeNames(
  findCall: (helper: string) => Promise<string | null | undefined>,
  sql: readonly string[],
  extension?: { name: string; schema: string },
): Promise<(sql: string) => string> {
  const calls = new Map<string, string>();
  const names = new Set(sql.flatMap((text) => [...text.matchAll(placeholder)].map(([, name = '']) => name)));
  for (const name of names) {
    const helper = helperOf[name];
    if (!helper) continue;
    const call = await findCall(helper);
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
