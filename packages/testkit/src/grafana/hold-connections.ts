import { readFileSync } from 'node:fs';
import path from 'node:path';
import { connect } from '@pgwatch-heroku/shared/connect';

interface DataSource {
  url: string;
  user: string;
  database: string;
  secureJsonData: { password: string };
  jsonData: { maxOpenConns: number };
}

/** Opens as many connections as a busy Grafana may by its settings: to its own tables, and as the data source. */
export async function holdConnections(env: NodeJS.ProcessEnv): Promise<void> {
  const file = path.join(env['GF_PATHS_PROVISIONING'] ?? '', 'datasources/pgwatch.yaml');
  const [source] = (JSON.parse(readFileSync(file, 'utf8')) as { datasources: DataSource[] }).datasources;
  if (!source) return;
  // As Grafana reads such a file.
  const [user, database, password, address] = [
    source.user,
    source.database,
    source.secureJsonData.password,
    source.url,
  ].map((text) => text.replaceAll('$$', '$'));
  const urls = [
    ...Array<string>(Number(env['GF_DATABASE_MAX_OPEN_CONN'])).fill(env['GF_DATABASE_URL'] ?? ''),
    ...Array<string>(source.jsonData.maxOpenConns).fill(
      `postgres://${encodeURIComponent(user ?? '')}:${encodeURIComponent(password ?? '')}@${address}/${database}`,
    ),
  ];
  await Promise.all(urls.map((url) => connect({ url, label: 'its database', applicationName: 'grafana' })));
}
