import { appVariablesSchema, commonEnvSchema, integerBetween, parseEnv } from '@pgwatch-heroku/shared';
import { z } from 'zod';

export const configSchema = commonEnvSchema.extend({
  ...appVariablesSchema.pick({ PGWATCH2_APP: true, DATABASE_URL: true, MONITOREDDB_URL: true }).shape,
  PGWATCH2_PGBENCH_SCALE: integerBetween(1, 1_000)
    .default(5)
    .describe('Size of the sample in branches of 100,000 accounts, about 15 MB each; used when the tables are made.'),
  PGWATCH2_PGBENCH_MAX_MB: integerBetween(20, 1_000_000)
    .default(300)
    .describe('Size in MB that the sample tables are kept below.'),
  PGWATCH2_PGBENCH_TPS: integerBetween(1, 10_000).default(30).describe('Transactions per second on average.'),
  PGWATCH2_PGBENCH_CLIENTS: integerBetween(2, 16).default(3).describe('Connections that make the load.'),
  PGWATCH2_PGBENCH_CYCLE_SECONDS: integerBetween(10, 86_400)
    .default(300)
    .describe('Length in seconds of one round of busy, quiet and burst.'),
  PGBENCH_BIN: z.string().optional().describe("Path of PostgreSQL's pgbench, which then makes the load."),
  PATH: z.string().optional().describe('Where pgbench is looked for when PGBENCH_BIN is not set.'),
});

export type Config = z.infer<typeof configSchema>;

/** @throws AppError `configuration`, which lists all problems. */
export function readConfig(): Config {
  return parseEnv(configSchema, process.env);
}
