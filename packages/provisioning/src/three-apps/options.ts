import type { App, HerokuClient, WaitOptions } from '@pgwatch-heroku/heroku-api';
import type { AppError, Logger } from '@pgwatch-heroku/shared';
import type { BootstrapVerdict } from '../hardening/bootstrap-roles.js';
import type { HardenResult } from '../hardening/harden-app.js';
import type { HardenedUrls } from '../hardening/hardened-urls.js';
import type { OnStep } from '../journal/step.js';
import type { SiblingRole } from './layout.js';
import type { ThreeAppsVariables } from './variables.js';

export interface ThreeAppsOptions {
  client: HerokuClient;
  /** The app that this runs in. */
  own: App;
  variables: ThreeAppsVariables;
  /** Plan of an add-on that keeps the log of each app. */
  loggingPlan: string | undefined;
  /** Root of the image, which carries the sources. */
  imageDir: string;
  /** Bootstraps the databases of one of the apps with the given URLs. */
  bootstrap: (role: 'collector' | 'monitored', urls: HardenedUrls) => Promise<BootstrapVerdict[]>;
  /** Told of the database that is about to take the Collector DB's place, once its schema is there. */
  onDatabaseMoved: (url: string) => Promise<void>;
  /** Config vars of this app that its Collector elsewhere begins with: secrets, and what was chosen. */
  inherited: Readonly<Record<string, string>>;
  /** What the set-up needs in a dyno of another app: the API key, and where the APIs are. */
  setupEnv: Readonly<Record<string, string>>;
  onStep: OnStep;
  log: Logger;
  wait?: WaitOptions | undefined;
  signal: AbortSignal;
}

export interface MadeApp {
  role: SiblingRole;
  name: string;
  url: string | null;
}

export interface ThreeAppsResult extends HardenResult {
  apps: MadeApp[];
  /** Sentences for a person about what is left as it is. */
  notes: string[];
  /** What could not be done, one error for each thing. */
  failures: AppError[];
  /** Set where this app was only the installer: it can go. */
  deleteMe?: string | undefined;
  /** `run.1234 of app acme-collector`: who goes on with the rest. */
  goesOnIn?: string | undefined;
}
