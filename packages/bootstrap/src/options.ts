import type { Logger } from '@pgwatch-heroku/shared';
import type { PlanLimit } from './plan-limits.js';

/** What every bootstrapper takes. */
export interface BootstrapOptions {
  /** URL of the database's default credential: the role that owns the database. */
  url: string;
  /** How messages name that database: the config var, `DATABASE_URL` unless told. */
  label?: string;
  log: Logger;
  /** How long an unreachable or full database is waited for, and the work may take with it; 120 s unless told. */
  deadlineMs?: number;
  signal?: AbortSignal;
}

/** The Heroku app that something is made for in a monitored database, which is written down there. */
export interface ForApp {
  /** Its name. */
  app?: string | undefined;
  /** Its id, which a new name does not change. */
  appId?: string | undefined;
}

/** What a bootstrapper did. Changes and warnings are sentences for a person; nothing is in them that a log must not hold. */
export interface BootstrapResult {
  /** What is now different in the database; empty when everything was there already. */
  changes: string[];
  /** What could not be had and what to do about it: the system works, degraded. */
  warnings: string[];
  /** What the plan does not have. Not in the log yet: `warnOfPlanLimits` says it, once for all databases. */
  limits: PlanLimit[];
}
