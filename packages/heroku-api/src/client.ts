import type { Logger } from '@pgwatch-heroku/shared';
import { readApiKey } from './api-key.js';
import { checkApiUrl, defaultApiUrls, isLoopback } from './api-urls.js';
import { credentialOperations } from './data/credentials.js';
import { databaseOperations } from './data/databases.js';
import { createHttp, type Timing } from './http/create-http.js';
import { accountOperations } from './platform/account.js';
import { addonConfigOperations } from './platform/addon-config.js';
import { addonOperations } from './platform/addons.js';
import { appOperations } from './platform/apps.js';
import { attachmentOperations } from './platform/attachments.js';
import { buildOperations } from './platform/builds.js';
import { configVarOperations } from './platform/config-vars.js';
import { dynoOperations } from './platform/dynos.js';
import { featureOperations } from './platform/features.js';
import { formationOperations } from './platform/formation.js';
import { logDrainOperations } from './platform/log-drains.js';
import { logSessionOperations } from './platform/log-sessions.js';
import { planOperations } from './platform/plans.js';
import { releaseOperations } from './platform/releases.js';
import { spaceOperations } from './platform/spaces.js';
import { teamOperations } from './platform/teams.js';

export interface HerokuClientOptions {
  apiKey: string;
  /** https://api.heroku.com by default; a local Heroku's address is that of both APIs. */
  apiUrl?: string | undefined;
  dataUrl?: string | undefined;
  /** Ends every call and every wait: a client is cheap, make one for each operation. */
  signal?: AbortSignal | undefined;
  fetch?: typeof fetch | undefined;
  log?: Pick<Logger, 'debug' | 'warn'> | undefined;
  timing?: Partial<Timing> | undefined;
}

const defaultTiming: Timing = {
  // Heroku's router gives up on an app after 30 s and its API takes a few at most: 20 s without an answer is a lost one.
  requestTimeoutMs: 20_000,
  // A rate limit gives calls back within seconds and an API that restarts is away for less; an outage is not waited
  // out here, as a postdeploy must end within two minutes.
  patienceMs: 60_000,
  firstDelayMs: 500,
  // 4500 calls an hour are one every 0.8 s: ten dynos that ask every 8 s leave room.
  maxDelayMs: 8_000,
  // A few MB of sources over a slow line.
  uploadTimeoutMs: 120_000,
};

/**
 * A client of Heroku's Platform API and Data API for what this project does with them. Results bear Heroku's own names.
 * The key goes to Heroku or to this machine and nowhere else, and is in no log and no error.
 *
 * @throws AppError `configuration` for a key or an address that cannot be right. Every operation throws
 * HerokuApiError: what was tried, what Heroku said, and what to do.
 */
export function createHerokuClient(options: HerokuClientOptions) {
  const apiUrl = checkApiUrl(options.apiUrl ?? defaultApiUrls.apiUrl, 'apiUrl');
  const both = isLoopback(new URL(apiUrl)) ? apiUrl : defaultApiUrls.dataUrl;
  const http = createHttp({
    key: readApiKey(options.apiKey),
    urls: { apiUrl, dataUrl: checkApiUrl(options.dataUrl ?? both, 'dataUrl') },
    timing: { ...defaultTiming, ...options.timing },
    fetch: options.fetch ?? fetch,
    log: options.log,
    signal: options.signal,
  });
  return {
    account: accountOperations(http),
    teams: teamOperations(http),
    spaces: spaceOperations(http),
    apps: appOperations(http),
    addons: addonOperations(http),
    plans: planOperations(http),
    attachments: attachmentOperations(http),
    addonConfig: addonConfigOperations(http),
    configVars: configVarOperations(http),
    formation: formationOperations(http),
    builds: buildOperations(http),
    releases: releaseOperations(http),
    dynos: dynoOperations(http),
    logDrains: logDrainOperations(http),
    logSessions: logSessionOperations(http),
    features: featureOperations(http),
    credentials: credentialOperations(http),
    databases: databaseOperations(http),
  };
}

export type HerokuClient = ReturnType<typeof createHerokuClient>;
