import { parseDatabaseUrl } from '@pgwatch-heroku/shared';

/** Schema of the Collector DB that holds Grafana's own tables. */
export const grafanaSchema = 'grafana';

/**
 * A database URL as Grafana's GF_DATABASE_URL wants it: only `postgres` as the scheme, and of query parameters none but
 * `search_path`, which Grafana hands to the server as a setting of the connection. Grafana decodes the parts and writes
 * them into `key=value` text for its driver without quoting, so whatever is more than letters and digits is quoted here.
 *
 * @throws AppError `configuration`, which names `label` and never the text of the URL.
 */
export function toDatabaseSetting(url: string, label: string): string {
  const { host, port, database, user, password } = parseDatabaseUrl(url, label);
  const login = `${encode(user)}:${encode(password)}`;
  return `postgres://${login}@${bracket(host)}:${port}/${encode(database)}?search_path=${grafanaSchema}`;
}

/** A host in front of a port: IPv6 addresses need brackets. */
export const bracket = (host: string) => (host.includes(':') ? `[${host}]` : host);

// As libpq's connection strings are quoted, which Go's drivers read alike.
const quote = (text: string) =>
  /^[\w.~-]+$/.test(text) ? text : `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
const encode = (text: string) => encodeURIComponent(quote(text)).replaceAll("'", '%27');
