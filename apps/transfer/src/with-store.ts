import { AppError, type Client, closeClient, connect } from '@pgwatch-heroku/shared';
import { expectedSchemaVersion, readSchemaVersion } from '@pgwatch-heroku/store';
import type { Config } from './config.js';

const statementTimeoutMs = 20_000;
/** A collector that makes a table holds its lock for moments. */
const lockTimeoutMs = 10_000;

/** Runs work on a connection to the Collector DB, whose schema has to be that of this code. */
export async function withStore<T>(config: Config, work: (client: Client) => Promise<T>): Promise<T> {
  const client = await connect({
    url: config.storeUrl,
    label: config.storeVariable,
    applicationName: 'pgwatch-heroku transfer',
    statementTimeoutMs,
    queryTimeoutMs: statementTimeoutMs + 5_000,
    lockTimeoutMs,
  });
  try {
    const [version, expected] = [await readSchemaVersion(client), await expectedSchemaVersion()];
    if (version !== expected) {
      throw new AppError(
        'unavailable',
        `the schema of the Collector DB is ${version ?? 'not there'}, not ${expected}`,
        {
          hint: 'Run collector-bootstrap first; the release phase does so too.',
        },
      );
    }
    return await work(client);
  } finally {
    await closeClient(client);
  }
}
