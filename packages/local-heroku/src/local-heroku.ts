import type { Account } from './account/account.js';
import type { Space, Team } from './api/api-context.js';
import type { Faults } from './api/faults.js';
import type { DefaultOnCredentials } from './credentials/credential-service.js';
import type { Delays } from './credentials/delays.js';
import type { DynoState, DynoTimes } from './dynos/formation-dyno.js';
import type { OneOffResult } from './dynos/one-off.js';
import type { LogHub } from './logs/log-hub.js';
import type { SetupOverrides } from './platform/set-up-app.js';
import type { OnProgress } from './progress.js';
import type { RouterTimes } from './router/exchange.js';
import type { Addon, Release } from './state/account-state.js';

export interface LocalHerokuOptions extends SetupOverrides {
  /** The project: app.json, heroku.yml, and everything built (`npm run build`). */
  repoDir: string;
  /** What `buildSlug` made of that project, to be run as it is: for tests that deploy the same again and again. */
  slug?: string | undefined;
  /** Where databases and state are kept. Default: `.local-heroku` in the project. */
  stateDir?: string;
  /** Port of the router, or those of which the first free one is taken; 0, the default, takes any. */
  port?: number | readonly number[];
  onProgress?: OnProgress;
  /** Ends a deploy that is under way: the promise is then rejected with the signal's reason. */
  signal?: AbortSignal;
  /** Port of the Platform and Data APIs; 0, the default, takes any. */
  apiPort?: number;
  /** Keys that the APIs accept besides the account's own. */
  apiKeys?: readonly string[];
  /** Gives the app the account's key and where the APIs are, as somebody who typed one into the button's form. */
  withApiKey?: boolean;
  /** Teams of the account, and Private Spaces in them. */
  teams?: readonly Team[];
  spaces?: readonly Space[];
  /** Where a new first app is, by name: as if the button had been pressed for a team, or in a space. */
  team?: string;
  space?: string;
  /** How long Heroku takes here for what it does behind the scenes. */
  delays?: Partial<Delays>;
  /** What the default credential may do with new ones; Heroku does not say. Default: be them, but not pass them on. */
  defaultOnCredentials?: DefaultOnCredentials;
  /** How late the databases of a new first app are: its first release finds none. */
  provisioningMs?: number;
  /** Given so that a caller sees lines from the first one on. */
  logs?: LogHub;
  /**
   * Scaled process types run no dynos; release phases and one-off dynos do. For tests that look at none: each of many
   * releases would start all of them anew.
   */
  idleFormation?: boolean;
  /** Heroku's times, shortened by tests. */
  times?: Partial<DynoTimes & RouterTimes>;
  /** postgresql.conf settings on top: `fsync: 'off'` for tests. */
  postgresSettings?: Record<string, string | number>;
  /** Folder of `prepareTemplate` of packages/embedded-postgres, for servers that are copies of it: for tests, too. */
  postgresTemplate?: string | undefined;
}

export interface DynoInfo {
  name: string;
  state: DynoState;
  /** Id of its main process (that of `pgwatch-heroku`, not of a shell around it); undefined while there is none. */
  pid: number | undefined;
}

export interface LocalHeroku {
  /** `http://127.0.0.1:5080` */
  readonly url: string;
  /** Where the Platform and Data APIs are, with a key for them. */
  readonly apiUrl: string;
  readonly apiKey: string;
  /** What a test makes go wrong. */
  readonly faults: Faults;
  /** All apps; everything else here is about the first. */
  readonly account: Account;
  readonly logs: LogHub;
  /** Where the databases really are: as root it may be elsewhere than in the state folder. */
  readonly clusterDir: string;
  /** Superuser of the server that Essential databases share; production databases have servers of their own. */
  readonly superuserUrl: string;
  /** What a dyno sees, secrets included. */
  config(): Record<string, string>;
  /** Every dyno of the formation. To crash one: `process.kill(dyno.pid, 'SIGKILL')`. */
  dynos(): Promise<DynoInfo[]>;
  /** Sets config vars (null removes): a release, its release phase, and a restart of all dynos. */
  setConfig(changes: Record<string, string | null>): Promise<Release>;
  scale(type: string, quantity: number, size?: string): Promise<void>;
  /** Makes a database and attaches it as `<as>_URL`: a release like any other. */
  addAddon(plan: string, as: string): Promise<Addon>;
  /** Runs a command in a one-off dyno, as `heroku run` does; its output goes to the log. */
  run(command: string, env?: Record<string, string>): Promise<OneOffResult>;
  /** URL of an attached database as its owner: `databaseUrl('DATABASE')`. */
  databaseUrl(attachment: string): string;
  /** The same database as superuser, to look where an owner may not. */
  superuserDatabaseUrl(attachment: string): string;
  /** Resolves with the log of a PostgreSQL server that ended without having been stopped. */
  readonly postgresFailed: Promise<{ logFile: string }>;
  /** Resolves when the app was deleted through the APIs and nothing else is left to run. */
  readonly deleted: Promise<void>;
  /** Router, dynos type by type (SIGTERM, 30 s, SIGKILL), PostgreSQL. Later calls join the first. */
  stop(): Promise<void>;
  /** Ends all dynos at once; a `stop` under way then returns soon. */
  hurry(): void;
}
