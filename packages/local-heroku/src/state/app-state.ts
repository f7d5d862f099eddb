import { z } from 'zod';

const addonSchema = z.object({
  id: z.string(),
  /** `postgresql-cubed-12345` */
  name: z.string(),
  /** `heroku-postgresql:essential-0` */
  plan: z.string(),
  createdAt: z.string(),
  database: z.string(),
  role: z.string(),
  password: z.string(),
});

const attachmentSchema = z.object({
  id: z.string(),
  /** `DATABASE`: its config var is DATABASE_URL. */
  name: z.string(),
  addonId: z.string(),
  /** `credential:NAME`; null for the owner's. */
  namespace: z.string().nullable(),
});

const releaseSchema = z.object({
  version: z.int(),
  description: z.string(),
  status: z.enum(['pending', 'succeeded', 'failed']),
  createdAt: z.string(),
});

/** Everything about an app that outlives a run. Dynos do not. */
export const appStateSchema = z.object({
  format: z.literal(1),
  app: z.object({ id: z.string(), name: z.string(), createdAt: z.string() }),
  /** Port of the last run, preferred by the next; where the cluster really is. */
  postgres: z.object({ port: z.int().optional(), dir: z.string().optional() }),
  /** As set by people and app.json; those of attachments are derived. */
  configVars: z.record(z.string(), z.string()),
  addons: z.array(addonSchema),
  attachments: z.array(attachmentSchema),
  releases: z.array(releaseSchema),
  formation: z.record(z.string(), z.object({ quantity: z.int(), size: z.string() })),
  /** scripts.postdeploy has run to a good end; it does so once. */
  postdeployDone: z.boolean(),
});

export type Addon = z.infer<typeof addonSchema>;
export type Attachment = z.infer<typeof attachmentSchema>;
export type Release = z.infer<typeof releaseSchema>;
export type AppState = z.infer<typeof appStateSchema>;
