import { metrics } from '@pgwatch-heroku/metrics';
import { type Client, connect, SourceAccess } from '@pgwatch-heroku/shared';
import type { SourceHealth } from '@pgwatch-heroku/store';
import { examine, type Fact, type Finding, gatherLive, known, type LiveFact, sourceAspects } from '../src/index.js';

export const userOf = (url: string): string => decodeURIComponent(new URL(url).username);

export async function withClient<T>(url: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = await connect({ url, label: 'the test database', applicationName: 'test' });
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** One statement after the other, each by itself. */
export const run = (url: string, ...statements: string[]): Promise<void> =>
  withClient(url, async (client) => {
    for (const sql of statements) await client.query(sql);
  });

/** A source that all is well with, as far as the store knows. */
export const healthySource: SourceHealth = {
  ...{ id: 1, name: 'SALES', variable: 'PGWATCH2_MONITOREDDB_SALES_URL', isEnabled: true, isDetached: false },
  ...{ isUp: true, reason: null, hint: null, checkedSecondsAgo: 5, createdSecondsAgo: 90_000, isInRecovery: false },
  ...{ tlsFingerprint: null, tlsPreviousFingerprint: null, tlsChangedSecondsAgo: null },
  metrics: [{ metric: 'db_stats', intervalSeconds: 60, successSecondsAgo: 20, error: null, warning: null, hint: null }],
};

const defaultMetrics = ['db_stats', 'backends', 'stat_statements', 'wal_size', 'buffercache_by_db'];

export interface LookOptions {
  stored?: SourceHealth;
  facts?: readonly LiveFact[];
  metricNames?: readonly string[];
  onConnected?(client: Client): void;
}

/** What the doctor finds at a database, asked as the pages ask it. */
export async function lookAt(url: string, options: LookOptions = {}): Promise<Record<string, Finding>> {
  const access = new SourceAccess({
    attached: new Map([['SALES', { variable: 'SALES_URL', url }]]),
    ...{ secretKey: 'a-key-of-these-tests', allowUrlSources: true, networks: [], ports: [] },
  });
  const facts = new Map<string, Fact<unknown>>([['stored', known(options.stored ?? healthySource)]]);
  const names = options.metricNames ?? defaultMetrics;
  await gatherLive({
    connect: async () => {
      const client = await access.connect(access.addressOf('SALES', undefined));
      options.onConnected?.(client);
      return client;
    },
    metricsOf: async () => metrics.filter(({ name }) => names.includes(name)),
    onFact: (name, fact) => void facts.set(name, fact),
    ...(options.facts ? { facts: options.facts } : {}),
  });
  const findings = examine(sourceAspects, Object.fromEntries(facts));
  return Object.fromEntries(findings.map((finding) => [finding.id, finding]));
}
