import type { Account } from '../account/account.js';
import type { DatabaseServers } from '../addons/database-servers.js';
import type { BuildService } from '../builds/build-service.js';
import type { SetupService } from '../builds/setup-service.js';
import type { CredentialService } from '../credentials/credential-service.js';
import type { Delays } from '../credentials/delays.js';
import type { DrainService } from '../logs/drain-service.js';
import type { App } from '../platform/app.js';
import type { Addon } from '../state/account-state.js';
import { ApiError, notFound } from './api-error.js';
import type { Faults } from './faults.js';

/** A team, and a Private Space that belongs to one: data that a test gives. */
export interface Team {
  id: string;
  name: string;
}

export interface Space {
  id: string;
  name: string;
  team: string;
  region: string;
}

/** What every route works on. */
export interface ApiContext {
  account: Account;
  databases: DatabaseServers;
  credentials: CredentialService;
  builds: BuildService;
  setups: SetupService;
  drains: DrainService;
  delays: Delays;
  faults: Faults;
  teams: readonly Team[];
  spaces: readonly Space[];
  keys: ReadonlySet<string>;
  /** Where uploaded sources are kept. */
  sourcesDir: string;
  /** Where the APIs themselves are, for the URLs of uploads and streams. */
  url: () => string;
}

/** @throws ApiError 404; 403 for somebody else's app, and for one of a team that the key has lost. */
export function requireApp({ account, faults }: ApiContext, nameOrId: string | undefined): App {
  if (faults.foreignApps.has(nameOrId ?? '')) {
    throw new ApiError(403, 'forbidden', `You do not have access to the app ${nameOrId}.`);
  }
  const app = account.findApp(nameOrId ?? '');
  if (!app) throw notFound('app');
  requireTeamAccess(faults, app.state.team);
  return app;
}

/** @throws ApiError 404 */
export function requireAddon({ account }: ApiContext, nameOrId: string | undefined): Addon {
  const addon = account.findAddon(nameOrId ?? '');
  if (!addon) throw notFound('add-on', 'addon');
  return addon;
}

/** @throws ApiError 403 */
export function requireTeamAccess(faults: Faults, team: string | null): void {
  if (team !== null && faults.forbiddenTeams.has(team)) {
    throw new ApiError(403, 'forbidden', `You do not have access to the team ${team}.`);
  }
}
