import { closeClient, connect, type Logger, messageOf, retry } from '@pgwatch-heroku/shared';
import { createIndexSql, createSchemaSql, createTableSql, findSchemaSql, sessionTable } from './sql/session-table.js';

export interface SessionTableOptions {
  url: string;
  label: string;
  log: Logger;
  signal: AbortSignal;
  onWaiting(error: unknown): void;
}

const hint =
  'Check that the Collector DB runs; if it refuses the schema, run grafana-bootstrap on its app (heroku run grafana-bootstrap) with the same credential attached there as PGWATCH2_GRAFANA_STORE.';

/** Makes the table that sessions are kept in, however long the database takes to come up: a dyno has nothing better to do. */
export async function ensureSessionTable({ url, label, log, signal, onWaiting }: SessionTableOptions): Promise<void> {
  const attempt = async () => {
    const client = await connect({ url, label, applicationName: 'pgwatch-heroku grafana', queryTimeoutMs: 15_000 });
    try {
      const { rowCount } = await client.query(findSchemaSql, [sessionTable.schemaName]);
      if (!rowCount) await client.query(createSchemaSql);
      await client.query(createTableSql);
      await client.query(createIndexSql);
    } finally {
      await closeClient(client);
    }
  };
  let last = '';
  await retry(attempt, {
    deadlineMs: Number.POSITIVE_INFINITY,
    firstDelayMs: 200,
    maxDelayMs: 5_000,
    signal,
    isRetryable: () => true,
    onRetry: (error) => {
      onWaiting(error);
      const text = messageOf(error);
      if (text !== last) log.warn({ event: 'waiting', database: label, hint }, `waiting: ${text}`);
      last = text;
    },
  });
}
