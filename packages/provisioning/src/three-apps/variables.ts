import { grafanaVariablesSchema } from '@pgwatch-heroku/shared';
import { z } from 'zod';

const plan = z
  .string()
  .regex(/^(heroku-postgresql:)?[a-z]+-\d+$/, 'is not a plan of Heroku Postgres such as standard-0')
  .transform((value) => value.replace(/^heroku-postgresql:/, ''))
  .optional();
const size = z
  .string()
  .toLowerCase()
  .regex(/^[a-z]+(-[a-z0-9]+)*$/, 'is not a size of a dyno such as standard-2x')
  .optional();
const appName = z
  .string()
  .regex(/^[a-z][a-z0-9-]{1,28}[a-z0-9]$/, 'is not 3 to 30 small letters, digits and dashes')
  .optional();
const name = z.string().optional();

const inherited = 'without it that of the app that the button made';
const defaultPlan = 'standard-0 without it, in a Private Space private-0';
const defaultSize = 'standard-2x without it, in a Private Space private-s';

/** What a user may say about the three apps; all of it has a default. docs/migrating-from-terraform.md names the original's. */
export const threeAppsVariablesSchema = z.object({
  PGWATCH2_TOPOLOGY: z
    .enum(['single', 'three-apps'])
    .default('single')
    .describe(
      'One app that plays all parts (single), or the Collector, Grafana and Monitored DB apart (three-apps), which the set-up makes with HEROKU_API_KEY: where, PGWATCH2_TEAM, PGWATCH2_SPACE and PGWATCH2_REGION say; how large and by which names, the variables of each part that end in _PLAN, _SIZE and _APP_NAME.',
    ),
  PGWATCH2_TEAM: name.describe(`Team that the three apps belong to; ${inherited}.`),
  PGWATCH2_SPACE: name.describe(`Private Space that the three apps are in; ${inherited}.`),
  PGWATCH2_REGION: name.describe(
    `Region of the three apps in the Common Runtime, us or eu; ${inherited}. A Private Space has its own.`,
  ),
  PGWATCH2_COLLECTOR_PLAN: plan.describe(
    `Plan of the Collector DB that is made when the app's own has no credentials: ${defaultPlan}.`,
  ),
  PGWATCH2_MONITOREDDB_PLAN: plan.describe(`Plan of the database of the Monitored DB app: ${defaultPlan}.`),
  PGWATCH2_COLLECTOR_SIZE: size.describe(`Size of the Collector app's collector dynos: ${defaultSize}.`),
  PGWATCH2_WEB_SIZE: size.describe(`Size of the Collector app's web dyno: ${defaultSize}.`),
  PGWATCH2_GRAFANA_SIZE: size.describe(`Size of the Grafana app's web dyno: ${defaultSize}.`),
  PGWATCH2_MONITOREDDB_SIZE: size.describe(`Size of the Monitored DB app's pgbench dyno: ${defaultSize}.`),
  PGWATCH2_COLLECTOR_APP_NAME: appName.describe(
    'Name of the Collector app where another team, region or space than that of the button is wanted; elsewhere the app that the button made is it.',
  ),
  PGWATCH2_GRAFANA_APP_NAME: appName.describe("Name of the Grafana app; the Collector's with -grafana without it."),
  PGWATCH2_MONITOREDDB_APP_NAME: appName.describe(
    "Name of the Monitored DB app; the Collector's with -monitored without it.",
  ),
  ...grafanaVariablesSchema.pick({ GF_SECURITY_ADMIN_USER: true }).shape,
  GF_SECURITY_ADMIN_PASSWORD: z
    .string()
    .min(8, 'is shorter than 8 characters')
    .optional()
    .describe("Password of Grafana's admin in an app of its own, at least 8 characters; generated without it."),
});
export type ThreeAppsVariables = z.infer<typeof threeAppsVariablesSchema>;
