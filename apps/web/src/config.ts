import { type Environment, readEnvironment } from '@pgwatch-heroku/doctor';
import { threeAppsVariablesSchema } from '@pgwatch-heroku/provisioning';
import {
  type Attachment,
  appVariablesSchema,
  commonEnvSchema,
  discoverAttachments,
  grafanaVariablesSchema,
  historyVariables,
  listenVariables,
  missingHints,
  parseEnv,
  urlSourceVariables,
} from '@pgwatch-heroku/shared';
import { z } from 'zod';
import type { UnmonitoredAttachment } from './api/types.js';

export const configSchema = commonEnvSchema.extend({
  ...listenVariables,
  PGWATCH2_METRICS_TOKEN: z
    .string()
    .min(16, 'is shorter than 16 characters')
    .optional()
    .describe(
      'Token, at least 16 characters, that Prometheus reads /metrics with; without it only a signed-in browser may.',
    ),
  PGWATCH2_LOG_DRAIN_SECRET: z
    .string()
    .min(16, 'is shorter than 16 characters')
    .optional()
    .describe(
      'Secret, at least 16 characters, in the address of log drains that tell load and memory of databases; without it there are none.',
    ),
  ...appVariablesSchema
    .pick({
      PGWATCH2_APP: true,
      DATABASE_URL: true,
      PGWATCH2_URL: true,
      PGWATCH2_GRAFANA_URL: true,
      PGWATCH2_GRAFANA_STORE_URL: true,
      PGWATCH2_ADMIN_PASSWORD: true,
      PGWATCH2_SECRET_KEY: true,
      HEROKU_APP_NAME: true,
      HEROKU_API_KEY: true,
      HEROKU_HOST: true,
      HEROKU_DATA_HOST: true,
    })
    .required({ DATABASE_URL: true }).shape,
  ...threeAppsVariablesSchema.pick({ PGWATCH2_GRAFANA_APP_NAME: true, PGWATCH2_MONITOREDDB_APP_NAME: true }).shape,
  ...historyVariables,
  ...urlSourceVariables,
  ...grafanaVariablesSchema.shape,
});

export type Config = z.infer<typeof configSchema>;

/** @throws AppError `configuration`, all problems at once. */
export const readConfig = (): Config => parseEnv(configSchema, process.env, missingHints);

/** What `git push` leaves to people and the button would have generated. */
const secretNames = ['PGWATCH2_ADMIN_PASSWORD', 'PGWATCH2_SECRET_KEY'] as const;
const withoutSecretsSchema = configSchema.pick({
  PORT: true,
  PGWATCH2_LISTEN_HOST: true,
  HEROKU_APP_NAME: true,
  DATABASE_URL: true,
});
export type WithoutSecrets = z.infer<typeof withoutSecretsSchema> & { missing: string[] };

/** Set when secrets are not set and all else that a page which says so needs is right. */
export function readWithoutSecrets(): WithoutSecrets | undefined {
  const missing = secretNames.filter((name) => !process.env[name]);
  if (missing.length === 0) return undefined;
  const known = Object.entries(process.env).filter(([, value]) => value !== '');
  const { data } = configSchema.partial().omit({ PORT: true }).safeParse(Object.fromEntries(known));
  const about = withoutSecretsSchema.safeParse(Object.fromEntries(known));
  return data !== undefined && about.success ? { ...about.data, missing } : undefined;
}

const purposes: Record<string, string> = {
  DATABASE_URL: 'Collector DB: holds the samples',
  PGWATCH2_URL: 'Collector DB, credential of the collector and these pages',
  PGWATCH2_GRAFANA_URL: 'Collector DB, credential of Grafana',
  PGWATCH2_GRAFANA_STORE_URL: "Collector DB, credential of Grafana's own tables",
};

/** Attached databases that are not monitored; without their URLs, which nothing here needs. */
export function readUnmonitoredAttachments(): UnmonitoredAttachment[] {
  const attachments = discoverAttachments(process.env);
  const monitoredUrls = new Set(attachments.filter(({ monitored }) => monitored).map(({ url }) => url));
  return attachments
    .filter(({ monitored, url }) => !monitored && !monitoredUrls.has(url))
    .map(({ variable, url }) => {
      // Heroku attaches a promoted database twice: DATABASE_URL and HEROKU_POSTGRESQL_<COLOR>_URL.
      const twin = Object.keys(purposes).find((name) => process.env[name] === url);
      return { variable, purpose: purposes[variable] ?? (twin ? (purposes[twin] ?? null) : null) };
    });
}

/** Attached databases that are monitored. */
export const readMonitoredAttachments = (): Attachment[] =>
  discoverAttachments(process.env).filter(({ monitored }) => monitored);

/** Grafana's own variables; some of them are handed on to it. */
export const readGrafanaVariables = (): Record<string, string | undefined> =>
  Object.fromEntries(Object.entries(process.env).filter(([name]) => name.startsWith('GF_')));

/** What the doctor looks at among the config vars. */
export const readDoctorEnvironment = (): Environment => readEnvironment(process.env);
