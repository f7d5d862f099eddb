import { parseDatabaseUrl } from '@pgwatch-heroku/shared';
import type { GrafanaDatabases } from './prepare-databases.js';

export interface GrafanaUrls {
  DATABASE_URL?: string | undefined;
  PGWATCH2_URL?: string | undefined;
  PGWATCH2_GRAFANA_URL?: string | undefined;
  PGWATCH2_GRAFANA_STORE_URL?: string | undefined;
}

/**
 * By which credentials Grafana reaches the Collector DB: for its own tables, and for what dashboards read. On a plan
 * without credentials the default one serves for both. Undefined when there is none for one of them.
 */
export function chooseGrafanaDatabases(urls: GrafanaUrls): GrafanaDatabases | undefined {
  const store = firstOf(urls, ['PGWATCH2_GRAFANA_STORE_URL', 'DATABASE_URL']);
  const data = firstOf(urls, ['PGWATCH2_GRAFANA_URL', 'PGWATCH2_URL', 'DATABASE_URL']);
  if (!store || !data) return undefined;
  const writers = [urls.DATABASE_URL, urls.PGWATCH2_URL, urls.PGWATCH2_GRAFANA_STORE_URL].flatMap((url) => url ?? []);
  const userOf = (url: string) => parseDatabaseUrl(url, 'a database of Grafana').user;
  return {
    storeUrl: store.url,
    storeVariable: store.variable,
    dataUrl: data.url,
    dataVariable: data.variable,
    hasReadingRole:
      urls.PGWATCH2_GRAFANA_URL !== undefined && !writers.map(userOf).includes(userOf(urls.PGWATCH2_GRAFANA_URL)),
  };
}

function firstOf(urls: GrafanaUrls, variables: (keyof GrafanaUrls)[]) {
  for (const variable of variables) {
    const url = urls[variable];
    if (url !== undefined) return { variable, url };
  }
  return undefined;
}
