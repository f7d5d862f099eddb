import { AppError, parseDatabaseUrl } from '@pgwatch-heroku/shared';

/**
 * The role of one of Grafana's attachments, undefined without it.
 *
 * @throws AppError `configuration` when it leads to another database, or is a role that is meant for something else.
 */
export function readGrafanaRole(
  variable: 'PGWATCH2_GRAFANA_URL' | 'PGWATCH2_GRAFANA_STORE_URL',
  url: string | undefined,
  { label, database, writers }: { label: string; database: string; writers: readonly string[] },
): string | undefined {
  if (url === undefined) return undefined;
  const credential = variable.replace(/_URL$/, '').toLowerCase();
  const found = parseDatabaseUrl(url, variable);
  if (found.database !== database) {
    throw new AppError('configuration', `${variable} leads to another database than ${label}`, {
      hint: `Attach credential ${credential} of the add-on that DATABASE is attached to.`,
    });
  }
  if (writers.includes(found.user)) {
    throw new AppError('configuration', `${variable} logs in as ${found.user}, which has other rights already`, {
      hint: `Attach credential ${credential} instead: ${
        variable === 'PGWATCH2_GRAFANA_URL'
          ? 'it may read samples and nothing else.'
          : "it owns Grafana's own tables and nothing else."
      }`,
    });
  }
  return found.user;
}
