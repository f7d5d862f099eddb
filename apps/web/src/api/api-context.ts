import type { Gateway, PasswordDesk } from '@pgwatch-heroku/gateway';
import type { GrafanaStatus } from '@pgwatch-heroku/grafana';
import type { AppRole, Pool, SourceAccess } from '@pgwatch-heroku/shared';
import type { AttachedSource } from '@pgwatch-heroku/store';
import type { Doctor } from '../doctor/doctor.js';
import type { HerokuJobs } from '../heroku/heroku-jobs.js';
import type { LogTails } from '../heroku/log-tails.js';
import type { Deployment } from '../setup/notices.js';
import type { UnmonitoredAttachment } from './types.js';

/** Config vars that pages show. */
export interface Configured {
  rawDays: number;
  retentionDays: number;
  /** null: by the plan. */
  storageMegabytes: number | null;
  appName: string | null;
  /** Which of the original's apps this one plays. */
  role: AppRole;
  /** The other two where it is one of three, as the set-up calls them. */
  siblings: { grafana: string; monitored: string } | null;
}

/** What the routes work with. */
export interface ApiContext {
  /** Reads only. */
  reading: Pool;
  /** For changes. */
  writing: Pool;
  passwords: PasswordDesk;
  /** See Gateway. */
  isStillIn: Gateway['isStillIn'];
  access: SourceAccess;
  doctor: Doctor;
  heroku: HerokuJobs;
  /** The Grafana beside these pages. */
  grafana: { status: () => GrafanaStatus; viewersAllowed: boolean };
  logTails: LogTails;
  deployment: Deployment;
  configured: Configured;
  /** Attached databases that are monitored. */
  attachments: AttachedSource[];
  attachedNotMonitored: UnmonitoredAttachment[];
}
