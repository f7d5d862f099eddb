import { integerBetween, integerSchema } from './env.js';

/** How much is kept: the collector keeps to it, pages show it. */
export const historyVariables = {
  PGWATCH2_RAW_DAYS: integerBetween(1, 365)
    .default(14)
    .describe('Days that every fetch is kept; after that one per ten minutes up to 90 days, then one per hour.'),
  PGWATCH2_RETENTION_DAYS: integerBetween(1, 3650)
    .default(365)
    .describe('Days that samples are kept at all; less while the Collector DB runs out of room.'),
  PGWATCH2_STORAGE_MB: integerSchema
    // Less than this holds the tables and little else.
    .refine((megabytes) => megabytes >= 100, { message: 'is less than 100' })
    .optional()
    .describe(
      "Size in MB that the Collector DB's plan allows. With HEROKU_API_KEY Heroku is asked, and the smaller of the two counts. Without both the plan is told by its number of connections, Essential-1 as Essential-0: set 10240 there. Where that tells nothing either, the smallest plan counts that the wanted history fits, chosen once a day of growth is measured and then kept: set the plan's real size there.",
    ),
};
