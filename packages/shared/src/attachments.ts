import type { Env } from './env.js';
import { isSameDatabase } from './postgres/same-database.js';

/** A PostgreSQL database that Heroku attached to this app as a config var. */
export interface Attachment {
  /** The config var: `PGWATCH2_MONITOREDDB_SALES_URL`. */
  variable: string;
  /** Name of the source it makes: `SALES`; of an attachment that is not monitored, the variable less `_URL`. */
  alias: string;
  url: string;
  monitored: boolean;
  /** Other variables that lead to the same host, port and database. */
  sameAs: string[];
}

const monitoredPattern = /^PGWATCH2_MONITOREDDB_(.+)_URL$/;
/** The sample database of the button: its default credential is attached as MONITOREDDB. */
const sampleVariable = 'MONITOREDDB_URL';
const poolSuffix = '_CONNECTION_POOL_URL';

/**
 * Name of the source that a config var makes, or undefined for one that asks for no monitoring: `SALES` for
 * `PGWATCH2_MONITOREDDB_SALES_URL`. Of two variables with one name the sample's gives way, whatever their values are.
 */
export function sourceAlias(variable: string, env: Env): string | undefined {
  if (variable.endsWith(poolSuffix)) return undefined;
  if (variable !== sampleVariable) return monitoredPattern.exec(variable)?.[1];
  let alias = 'MONITOREDDB';
  while (env[`PGWATCH2_MONITOREDDB_${alias}_URL`]) alias += '_SAMPLE';
  return alias;
}

/**
 * Finds the attached databases in an environment. Monitored are `PGWATCH2_MONITOREDDB_<NAME>_URL` and the sample's
 * MONITOREDDB_URL; every other PostgreSQL `*_URL` is listed as attached, not monitored. A connection pooler's
 * `_CONNECTION_POOL_URL` is left out: PgBouncer answers differently from the database that it fronts.
 *
 * Two monitored variables with equal host, port and database are one source: the first by name, the sample last.
 */
export function discoverAttachments(env: Env): Attachment[] {
  const found: Attachment[] = [];
  const names = Object.keys(env).sort(
    (a, b) => Number(a === sampleVariable) - Number(b === sampleVariable) || (a < b ? -1 : 1),
  );
  for (const variable of names) {
    const url = env[variable];
    if (!url || !variable.endsWith('_URL') || variable.endsWith(poolSuffix)) continue;
    if (!/^postgres(ql)?:\/\//.test(url)) continue;
    const sourceName = sourceAlias(variable, env);
    const monitored = sourceName !== undefined;
    const alias = sourceName ?? variable.replace(/_URL$/, '');
    const twin = monitored ? found.find((other) => other.monitored && isSameDatabase(other.url, url)) : undefined;
    if (twin) twin.sameAs.push(variable);
    else found.push({ variable, alias, url, monitored, sameAs: [] });
  }
  return found;
}
