import path from 'node:path';
import type { Account } from '../account/account.js';
import type { DatabaseServers } from '../addons/database-servers.js';
import { BuildService } from '../builds/build-service.js';
import { SetupService } from '../builds/setup-service.js';
import { CredentialService } from '../credentials/credential-service.js';
import { defaultDelays } from '../credentials/delays.js';
import type { LocalHerokuOptions } from '../local-heroku.js';
import { DrainService } from '../logs/drain-service.js';
import { Sampler } from '../logs/sampler.js';
import type { ApiContext } from './api-context.js';
import { ApiServer } from './api-server.js';
import { createApi } from './create-api.js';
import { Faults } from './faults.js';

/** Both APIs and what goes on behind them. */
export class Api {
  readonly faults = new Faults();
  readonly #server = new ApiServer();
  readonly #context: ApiContext;
  readonly #port: number;
  #sampler: Sampler | undefined;

  constructor(given: {
    account: Account;
    databases: DatabaseServers;
    repoDir: string;
    stateDir: string;
    options: LocalHerokuOptions;
  }) {
    const { account, databases, repoDir, stateDir, options } = given;
    const { faults } = this;
    const delays = { ...defaultDelays, ...options.delays };
    const { defaultOnCredentials = 'member' } = options;
    const builds = new BuildService({
      ...{ account, faults },
      repoDir,
      slugsDir: path.join(stateDir, 'slugs'),
      buildsDir: path.join(stateDir, 'sources'),
    });
    this.#port = options.apiPort ?? 0;
    this.#context = {
      account,
      databases,
      credentials: new CredentialService({ account, databases, delays, faults, defaultOnCredentials }),
      builds,
      setups: new SetupService(account, builds),
      drains: new DrainService(),
      delays,
      faults,
      teams: options.teams ?? [],
      spaces: options.spaces ?? [],
      keys: new Set([account.state.account.apiKey, ...(options.apiKeys ?? [])]),
      sourcesDir: path.join(stateDir, 'sources'),
      url: () => this.url,
    };
  }

  get url(): string {
    return this.#server.url;
  }

  listen(): Promise<void> {
    return this.#server.listen(this.#port);
  }

  /** From when on the databases are there: postdeploy already calls. */
  serve(): void {
    this.#server.serve(createApi(this.#context));
  }

  /** Carries on what an earlier run left halfway. */
  resume(): void {
    const { account, credentials, databases, delays, drains } = this.#context;
    credentials.resume();
    for (const app of account.apps) for (const drain of app.state.drains) drains.open(app, drain);
    this.#sampler = new Sampler(account, databases, delays.sampleMs);
  }

  async stop(): Promise<void> {
    await this.#server.close();
    this.#context.drains.stop();
    await this.#sampler?.stop();
    await this.#context.credentials.stop();
  }
}
