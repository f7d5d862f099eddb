import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { type AccountState, newAccount, newAppState } from './account-state.js';

/** The state of version 0.1: one app, one server, no credentials. */
const format1Schema = z.object({
  format: z.literal(1),
  app: z.object({ id: z.string(), name: z.string(), createdAt: z.string() }),
  postgres: z.object({ port: z.int().optional(), dir: z.string().optional() }),
  configVars: z.record(z.string(), z.string()),
  addons: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      plan: z.string(),
      createdAt: z.string(),
      database: z.string(),
      role: z.string(),
      password: z.string(),
    }),
  ),
  attachments: z.array(
    z.object({ id: z.string(), name: z.string(), addonId: z.string(), namespace: z.string().nullable() }),
  ),
  releases: z.array(
    z.object({
      version: z.int(),
      description: z.string(),
      status: z.enum(['pending', 'succeeded', 'failed']),
      createdAt: z.string(),
    }),
  ),
  formation: z.record(z.string(), z.object({ quantity: z.int(), size: z.string() })),
  postdeployDone: z.boolean(),
});

/** Brings a state of an earlier format into today's, so that an update keeps the data. Others pass as they are. */
export function migrateState(state: unknown): unknown {
  if ((state as { format?: unknown } | null)?.format !== 1) return state;
  const { app, postgres, configVars, addons, attachments, releases, formation, postdeployDone } =
    format1Schema.parse(state);
  return {
    format: 2,
    account: newAccount(),
    postgres,
    servers: {},
    apps: [
      newAppState({
        ...app,
        configVars,
        formation,
        postdeployDone,
        releases: releases.map((release) => ({ ...release, id: randomUUID(), slugId: null, configVars: {} })),
      }),
    ],
    // All on the one server that there was, production plans too.
    addons: addons.map((addon) => ({
      ...addon,
      appId: app.id,
      state: 'provisioned' as const,
      provisionedAt: addon.createdAt,
      server: null,
      credentials: [],
    })),
    otherAddons: [],
    attachments: attachments.map((attachment) => ({ ...attachment, appId: app.id })),
    slugs: [],
  } satisfies AccountState;
}
