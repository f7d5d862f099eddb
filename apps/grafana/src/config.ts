import {
  AppError,
  appVariablesSchema,
  commonEnvSchema,
  type Env,
  grafanaVariablesSchema,
  listenVariables,
  missingHints,
  parseEnv,
  setConfigVarsHint,
} from '@pgwatch-heroku/shared';
import { z } from 'zod';

export const configSchema = commonEnvSchema.extend({
  ...listenVariables,
  ...appVariablesSchema
    .pick({ PGWATCH2_GRAFANA_URL: true, PGWATCH2_GRAFANA_STORE_URL: true })
    .required({ PGWATCH2_GRAFANA_URL: true, PGWATCH2_GRAFANA_STORE_URL: true }).shape,
  ...appVariablesSchema.pick({ PGWATCH2_SECRET_KEY: true, HEROKU_APP_NAME: true }).shape,
  ...appVariablesSchema.pick({ PGWATCH2_ADMIN_PASSWORD: true }).partial().shape,
  GF_SECURITY_ADMIN_PASSWORD: z
    .string()
    .min(8, 'is shorter than 8 characters')
    .optional()
    .describe(
      'Password of the admin in an app that runs Grafana alone and has no PGWATCH2_ADMIN_PASSWORD, at least 8 characters.',
    ),
  ...grafanaVariablesSchema.shape,
});

export type Config = Omit<z.infer<typeof configSchema>, 'PGWATCH2_ADMIN_PASSWORD'> & {
  adminPassword: string;
  /** Which config var it is. */
  passwordVariable: 'PGWATCH2_ADMIN_PASSWORD' | 'GF_SECURITY_ADMIN_PASSWORD';
};

const attach = (credential: string, name: string) =>
  `Attach credential ${credential} of the Collector DB: heroku addons:attach <its add-on> --credential ${credential} --as ${name}.`;

/** @throws AppError `configuration` */
export function readConfig(): Config {
  const { PGWATCH2_ADMIN_PASSWORD: own, ...config } = parseEnv(configSchema, process.env, {
    ...missingHints,
    PGWATCH2_GRAFANA_URL: attach('pgwatch2_grafana', 'PGWATCH2_GRAFANA'),
    PGWATCH2_GRAFANA_STORE_URL: attach('pgwatch2_grafana_store', 'PGWATCH2_GRAFANA_STORE'),
  });
  const adminPassword = own ?? config.GF_SECURITY_ADMIN_PASSWORD;
  if (adminPassword === undefined) {
    throw new AppError('configuration', 'Neither PGWATCH2_ADMIN_PASSWORD nor GF_SECURITY_ADMIN_PASSWORD is set', {
      hint: setConfigVarsHint,
    });
  }
  const passwordVariable = own === undefined ? 'GF_SECURITY_ADMIN_PASSWORD' : 'PGWATCH2_ADMIN_PASSWORD';
  return { ...config, adminPassword, passwordVariable };
}

/** Grafana's own variables; some of them are handed on to it. */
export const readGrafanaVariables = (): Env =>
  Object.fromEntries(Object.entries(process.env).filter(([name]) => name.startsWith('GF_')));
