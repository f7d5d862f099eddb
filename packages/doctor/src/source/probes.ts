import { helperNames, type Metric } from '@pgwatch-heroku/metrics';
import { type Client, codeOf, messageOf, quoteIdentifier } from '@pgwatch-heroku/shared';
import {
  connectionsSql,
  helpersSql,
  ioTimingSql,
  readStatementsSql,
  replicationSql,
  roleSql,
  serverSql,
  sizeSql,
  statementsSql,
} from '../sql/source-probes.js';
import { probeMetrics } from './probe-metrics.js';
import type { LiveFact, Server, SourceFacts, Statements } from './source-facts.js';

export interface ProbeContext {
  client: Client;
  /** What is asked of the source in the role that it plays. */
  metricsOf(role: 'primary' | 'standby'): Promise<Metric[]>;
}

type Probes = { [K in Exclude<LiveFact, 'connection'>]: (context: ProbeContext) => Promise<SourceFacts[K]> };

const only =
  (sql: string) =>
  async <T>(client: Client) =>
    (await client.query(sql)).rows[0] as T;

const server = ({ client }: ProbeContext) => only(serverSql)<Server>(client);

/** How each fact is asked for, the quick ones first. */
export const probes: Probes = {
  server,
  role: ({ client }) => only(roleSql)(client),
  connections: ({ client }) => only(connectionsSql)(client),
  statements: async ({ client }) => {
    const found = await only(statementsSql)<Omit<Statements, 'refusal'>>(client);
    return { ...found, refusal: found.schema === null ? null : await refusalOf(client, found.schema) };
  },
  helpers: async ({ client }) => (await client.query(helpersSql, [helperNames])).rows,
  ioTiming: ({ client }) => only(ioTimingSql)(client),
  replication: ({ client }) => only(replicationSql)(client),
  size: ({ client }) => only(sizeSql)(client),
  metricAccess: async (context) => {
    // Asked again: between two of our questions a standby may have been promoted.
    const now = await server(context);
    return probeMetrics(context.client, now, await context.metricsOf(now.isInRecovery ? 'standby' : 'primary'));
  },
};

async function refusalOf(client: Client, schema: string): Promise<Statements['refusal']> {
  try {
    await client.query(readStatementsSql(quoteIdentifier(schema)));
    return null;
  } catch (error) {
    const code = codeOf(error) ?? '';
    if (!/^[0-9A-Z]{5}$/.test(code) || code.startsWith('57')) throw error;
    return { code, message: messageOf(error) };
  }
}
