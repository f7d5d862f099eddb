import { AppError } from '@pgwatch-heroku/shared';
import { z } from 'zod';
import type { Http } from '../http/call.js';
import { path } from '../http/path.js';
import { type DatabaseFacts, readDatabaseFacts } from '../postgres/database-facts.js';
import { type WaitOptions, waitUntil } from '../wait-until.js';

const infoSchema = z.object({
  info: z.array(z.object({ name: z.string(), values: z.array(z.coerce.string()).default([]) })),
});

const waitStatusSchema = z
  .object({ 'waiting?': z.boolean(), message: z.string(), 'error?': z.boolean().nullish() })
  .transform((status) => ({
    waiting: status['waiting?'],
    /** For people: `available`, `preparing (1/4 ...)`. */
    message: status.message,
    failed: status['error?'] ?? false,
  }));
export type WaitStatus = z.infer<typeof waitStatusSchema>;

const figure = z.number().nullish().default(null);
const metricsSchema = z.object({
  at: z.union([z.string(), z.number()]),
  load_avg_1m: figure,
  load_avg_5m: figure,
  load_avg_15m: figure,
  /** Memory in the unit that Heroku's log lines have, kB. */
  memory_total: figure,
  memory_free: figure,
  memory_cached: figure,
  postgres_memory: figure,
});
export type DatabaseMetrics = z.infer<typeof metricsSchema>;

/** As Heroku's CLI waits: a new database is unknown to the Data API for a while, 20 looks at 5 s. */
const notFoundMs = 100_000;
// 3 to 5 minutes for a Standard database; HA and private ones take longer.
const defaults = { intervalMs: 5_000, timeoutMs: 30 * 60_000 };

const failedHint = 'Ask Heroku support, or delete the add-on and create it again.';

/** What the Data API knows of a database, which is named by its add-on's name or id. */
export function databaseOperations(http: Http) {
  const getFacts = async (database: string): Promise<DatabaseFacts> => {
    const { info } = await http.send({
      method: 'GET',
      api: 'data',
      path: path`/client/v11/databases/${database}`,
      schema: infoSchema,
      what: `see database ${database}`,
    });
    return readDatabaseFacts(info);
  };
  const getWaitStatus = (database: string): Promise<WaitStatus> =>
    http.send({
      method: 'GET',
      api: 'data',
      path: path`/client/v11/databases/${database}/wait_status`,
      schema: waitStatusSchema,
      what: `see how far database ${database} is`,
    });
  const hint = (database: string) =>
    `Look at it with \`heroku pg:info ${database}\`; what needs it can be run again later.`;
  return {
    getFacts,
    getWaitStatus,
    /** Load and memory of the last minutes. Essential plans have none. */
    getMetrics: (database: string): Promise<DatabaseMetrics[]> =>
      http.list({
        api: 'data',
        path: path`/client/v11/databases/${database}/metrics`,
        schema: metricsSchema,
        what: `read the metrics of database ${database}`,
      }),
    /**
     * Until it can be connected to.
     *
     * @throws AppError `configuration` when Heroku says that it has failed.
     */
    waitUntilAvailable: (database: string, options?: WaitOptions): Promise<WaitStatus> =>
      waitUntil(
        http,
        {
          what: `for database ${database}`,
          look: () => getWaitStatus(database),
          stateOf: ({ message }) => message,
          isDone: ({ waiting, message, failed }) => {
            if (failed)
              throw new AppError('configuration', `Database ${database} has failed: ${message}`, { hint: failedHint });
            return !waiting;
          },
          hint: hint(database),
          defaults,
          notFoundMs,
        },
        options,
      ),
    /**
     * Until HA and Fork/Follow are there, before which Premium, Private and Shield plans refuse new credentials
     * (needsForkFollowFirst). What a plan says it does not support is not waited for.
     */
    waitUntilForkFollow: (database: string, options?: WaitOptions): Promise<DatabaseFacts> =>
      waitUntil(
        http,
        {
          what: `for HA and Fork/Follow of database ${database}`,
          look: () => getFacts(database),
          stateOf: ({ haStatus, forkFollow }) => `HA ${haStatus ?? 'absent'}, Fork/Follow ${forkFollow ?? 'absent'}`,
          isDone: ({ haStatus, forkFollow }) =>
            (haStatus === undefined || isSettled(haStatus)) && isSettled(forkFollow ?? ''),
          hint: hint(database),
          defaults,
          notFoundMs,
        },
        options,
      ),
  };
}

/** `Temporarily Unavailable` is what is waited for; `Unsupported` does not change. */
function isSettled(status: string): boolean {
  return /^(available|unsupported)$/i.test(status);
}
