import type { DatabaseIdentity } from '../addons/database-service.js';

export interface Addon extends DatabaseIdentity {
  id: string;
  /** `postgresql-cubed-12345` */
  name: string;
  /** `heroku-postgresql:essential-0` */
  plan: string;
  createdAt: string;
}

export interface Attachment {
  id: string;
  /** `DATABASE`: its config var is DATABASE_URL. */
  name: string;
  addonId: string;
  /** `credential:NAME`; null for the owner's. */
  namespace: string | null;
}

export interface Release {
  version: number;
  description: string;
  status: 'pending' | 'succeeded' | 'failed';
  createdAt: string;
}

/** Everything about an app that outlives a run. Dynos do not. */
export interface AppState {
  format: 1;
  app: { id: string; name: string; createdAt: string };
  /** Port of the last run, preferred by the next; where the cluster really is. */
  postgres: { port?: number; dir?: string };
  /** As set by people and app.json; those of attachments are derived. */
  configVars: Record<string, string>;
  addons: Addon[];
  attachments: Attachment[];
  releases: Release[];
  formation: Record<string, { quantity: number; size: string }>;
  /** scripts.postdeploy has run to a good end; it does so once. */
  postdeployDone: boolean;
}
