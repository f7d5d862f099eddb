import { randomBytes, randomUUID } from 'node:crypto';
import { z } from 'zod';
import { appJsonSchema } from '../manifest/app-json.js';
import { herokuYmlSchema } from '../manifest/heroku-yml.js';

/** https://github.com/heroku/cli, src/lib/data/types.ts: as far as they occur here. */
const credentialStates = ['wait_for_provisioning', 'provisioning', 'active', 'rotating', 'revoking'] as const;

const loginSchema = z.object({
  user: z.string(),
  password: z.string(),
  state: z.enum(['active', 'enabling', 'revoking']),
});

const credentialSchema = z.object({
  id: z.string(),
  name: z.string(),
  state: z.enum(credentialStates),
  logins: z.array(loginSchema),
});

const addonSchema = z.object({
  id: z.string(),
  /** `postgresql-cubed-12345` */
  name: z.string(),
  /** `heroku-postgresql:essential-0` */
  plan: z.string(),
  createdAt: z.string(),
  /** The app that owns, and pays for, it. */
  appId: z.string(),
  state: z.enum(['provisioning', 'provisioned']),
  /** Null while it is being provisioned. */
  provisionedAt: z.string().nullable(),
  /** Of the dedicated server that a production plan has; null on the server that Essential plans share. */
  server: z.string().nullable(),
  database: z.string(),
  /** The default credential: the owner of the database. */
  role: z.string(),
  password: z.string(),
  /** What the Data API made. */
  credentials: z.array(credentialSchema),
});

/** Of a service besides Heroku Postgres. */
const otherAddonSchema = z.object({
  id: z.string(),
  name: z.string(),
  /** `papertrail:choklad` */
  plan: z.string(),
  createdAt: z.string(),
  appId: z.string(),
  configVar: z.object({ name: z.string(), value: z.string() }),
});

const attachmentSchema = z.object({
  id: z.string(),
  /** `DATABASE`: its config var is DATABASE_URL. */
  name: z.string(),
  addonId: z.string(),
  appId: z.string(),
  /** `credential:NAME`; null for the owner's. */
  namespace: z.string().nullable(),
});

const releaseSchema = z.object({
  id: z.string(),
  version: z.int(),
  description: z.string(),
  status: z.enum(['pending', 'succeeded', 'failed']),
  createdAt: z.string(),
  /** What ran and how it was set, for a rollback; null before the first deploy. */
  slugId: z.string().nullable(),
  configVars: z.record(z.string(), z.string()),
});

const slugSchema = z.object({
  id: z.string(),
  /** Its folder under `slugs/`. */
  dir: z.string(),
  version: z.string().nullable(),
  createdAt: z.string(),
  manifests: z.object({ app: appJsonSchema, heroku: herokuYmlSchema }),
  /** CMD of the image of each key under build.docker; null where a Dockerfile has none. */
  imageCommands: z.record(z.string(), z.string().nullable()),
});

const drainSchema = z.object({ id: z.string(), url: z.string(), token: z.string(), createdAt: z.string() });

const appSchema = z.object({
  id: z.string(),
  name: z.string(),
  createdAt: z.string(),
  /** Port of the router in the last run, preferred by the next. */
  port: z.int().optional(),
  stack: z.string(),
  region: z.string(),
  team: z.string().nullable(),
  space: z.string().nullable(),
  maintenance: z.boolean(),
  /** As set by people and app.json; those of attachments are derived. */
  configVars: z.record(z.string(), z.string()),
  releases: z.array(releaseSchema),
  formation: z.record(z.string(), z.object({ quantity: z.int(), size: z.string() })),
  features: z.array(z.string()),
  drains: z.array(drainSchema),
  slugId: z.string().nullable(),
  /** scripts.postdeploy has run to a good end; it does so once. */
  postdeployDone: z.boolean(),
});

/** Everything that outlives a run. Dynos do not. The first app is the one that `startLocalHeroku` deploys. */
export const accountStateSchema = z.object({
  format: z.literal(2),
  account: z.object({ id: z.string(), email: z.string(), apiKey: z.string() }),
  /** Port of the last run, preferred by the next; where the cluster really is. */
  postgres: z.object({ port: z.int().optional(), dir: z.string().optional() }),
  /** The same for dedicated servers, by id. */
  servers: z.record(z.string(), z.object({ port: z.int().optional(), dir: z.string().optional() })),
  apps: z.array(appSchema).min(1),
  addons: z.array(addonSchema),
  // Not in states of before there were any.
  otherAddons: z.array(otherAddonSchema).default([]),
  attachments: z.array(attachmentSchema),
  slugs: z.array(slugSchema),
});

export type Addon = z.infer<typeof addonSchema>;
export type OtherAddon = z.infer<typeof otherAddonSchema>;
export type Attachment = z.infer<typeof attachmentSchema>;
export type Credential = z.infer<typeof credentialSchema>;
export type Drain = z.infer<typeof drainSchema>;
export type Release = z.infer<typeof releaseSchema>;
export type Slug = z.infer<typeof slugSchema>;
export type AppState = z.infer<typeof appSchema>;
export type AccountState = z.infer<typeof accountStateSchema>;

/** An app as `heroku create` makes it. */
export function newAppState(given: { name: string } & Partial<AppState>): AppState {
  return {
    id: randomUUID(),
    createdAt: new Date().toISOString(),
    stack: 'container',
    region: 'us',
    team: null,
    space: null,
    maintenance: false,
    configVars: {},
    releases: [],
    formation: {},
    features: [],
    drains: [],
    slugId: null,
    postdeployDone: false,
    ...given,
  };
}

/** The app that a start deploys, under a name that no other app has. */
export function newFirstApp(findApp: (name: string) => unknown = () => undefined): AppState {
  const name = 'local';
  return newAppState({ name: findApp(name) === undefined ? name : `${name}-${randomBytes(4).toString('hex')}` });
}

export const newAccount = (): AccountState['account'] => ({
  id: randomUUID(),
  email: 'local@localhost',
  // HRKU- is how Heroku's keys begin, by which scanners of secrets know them.
  apiKey: `HRKU-${randomBytes(30).toString('hex')}`,
});
