import { connectionBudget, parseDatabaseUrl } from '@pgwatch-heroku/shared';
import { dataSource } from '../render/data-source.js';
import { bracket } from '../supervisor/database-setting.js';

/**
 * The data source that every dashboard reads, as a provisioning file of Grafana. Grafana replaces `$NAME` in such files
 * by variables of its environment; `$$` is a dollar.
 *
 * @throws AppError `configuration`, which names `label` and never the text of the URL.
 */
export function dataSourceFile(url: string, label: string): object {
  const { host, port, database, user, password } = parseDatabaseUrl(url, label);
  return {
    apiVersion: 1,
    datasources: [
      {
        uid: dataSource.uid,
        name: 'pgwatch metrics',
        type: dataSource.type,
        access: 'proxy',
        isDefault: true,
        editable: false,
        url: literal(`${bracket(host)}:${port}`),
        user: literal(user),
        // Also where Grafana 9 and earlier look for it, and exporters of dashboards.
        database: literal(database),
        secureJsonData: { password: literal(password) },
        jsonData: {
          database: literal(database),
          // Encrypted, not verified: Heroku's databases sign their certificates themselves.
          sslmode: 'require',
          maxOpenConns: connectionBudget.grafana.dataSource,
          maxIdleConns: 1,
          maxIdleConnsAuto: false,
          connMaxLifetime: 14_400,
          // Of the oldest server that can be a Collector DB: only the query editor looks at it.
          postgresVersion: 1500,
          timescaledb: false,
        },
      },
    ],
  };
}

const literal = (text: string) => text.replaceAll('$', '$$$$');
