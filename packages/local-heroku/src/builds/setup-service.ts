import { randomBytes, randomUUID } from 'node:crypto';
import { messageOf } from '@pgwatch-heroku/shared';
import type { Account } from '../account/account.js';
import type { AppJson } from '../manifest/app-json.js';
import type { App } from '../platform/app.js';
import { deployApp } from '../platform/deploy-app.js';
import type { BuildService } from './build-service.js';
import { OutputStream } from './output-stream.js';

export interface Setup {
  id: string;
  sourceUrl: string;
  version: string | null;
  /** Config vars beyond app.json's. */
  env: Readonly<Record<string, string>>;
  name: string;
  createdAt: string;
  /** Set for a review app. */
  review: { branch: string; pipeline: string; prNumber: number | null } | undefined;
  status: 'pending' | 'creating' | 'succeeded' | 'failed' | 'deleting' | 'deleted';
  failure: string | null;
  app: App | undefined;
  appJson: AppJson | undefined;
  output: OutputStream;
}

/** Ephemeral apps get the provider's plan for them, whatever app.json says. */
const reviewPlan = 'heroku-postgresql:essential-0';

/** Makes new apps of a source with an app.json: what the Deploy button does, and review apps. */
export class SetupService {
  readonly #account: Account;
  readonly #builds: BuildService;
  readonly #setups = new Map<string, Setup>();

  constructor(account: Account, builds: BuildService) {
    this.#account = account;
    this.#builds = builds;
  }

  find(id: string): Setup | undefined {
    return this.#setups.get(id);
  }

  get all(): Setup[] {
    return [...this.#setups.values()];
  }

  start(given: Pick<Setup, 'sourceUrl' | 'version' | 'env' | 'review'> & { name: string | undefined }): Setup {
    const random = randomBytes(3).toString('hex');
    const number = given.review?.prNumber;
    const suffix = typeof number === 'number' ? `pr-${number}` : `br-${random}`;
    const setup: Setup = {
      id: randomUUID(),
      createdAt: new Date().toISOString(),
      status: 'pending',
      failure: null,
      app: undefined,
      appJson: undefined,
      output: new OutputStream(),
      ...given,
      name: given.name ?? (given.review ? `${this.#account.first.state.name}-${suffix}` : `local-${random}`),
    };
    this.#setups.set(setup.id, setup);
    void this.#run(setup);
    return setup;
  }

  /** Runs pr-predestroy while the app is there, and deletes it. */
  async remove(setup: Setup): Promise<void> {
    const { app, appJson } = setup;
    setup.status = 'deleting';
    try {
      const script = appJson?.scripts?.['pr-predestroy'];
      const command = typeof script === 'string' ? script : script?.command;
      if (app && command !== undefined) await app.runOneOff(command);
      if (app) await (await this.#account.destroyApp(app)).ended;
      setup.status = 'deleted';
    } catch (error) {
      setup.status = 'failed';
      setup.failure = messageOf(error);
    }
  }

  async #run(setup: Setup): Promise<void> {
    const { review, env, output } = setup;
    setup.status = 'creating';
    try {
      const app = await this.#account.createApp({ name: setup.name });
      setup.app = app;
      const manifests = await this.#builds.prepare(app, setup.sourceUrl, setup.version, output);
      const appJson = review ? reviewManifest(manifests.app) : manifests.app;
      setup.appJson = appJson;
      app.settings.storeConfig({ ...(review ? injected(setup) : {}), ...env });
      await deployApp({ app, appJson, overrides: {}, step: (_name, work) => work(), provisioningMs: 0 });
      setup.status = 'succeeded';
    } catch (error) {
      setup.status = 'failed';
      setup.failure = error instanceof Error ? error.message : String(error);
    }
    output.end();
  }
}

/** Keys of environments.review stand in for the whole of the same key outside; there is no merging within. */
function reviewManifest(app: AppJson): AppJson {
  const { environments, ...base } = app;
  const merged: AppJson = { ...base, ...environments?.review };
  const addons = (merged.addons ?? []).map((addon) =>
    typeof addon === 'string' ? { plan: reviewPlan } : { ...addon, plan: reviewPlan },
  );
  return { ...merged, addons };
}

/** HEROKU_PR_NUMBER is there only for a review app that a pull request made. */
const injected = ({ name, review }: Setup): Record<string, string> => ({
  HEROKU_APP_NAME: name,
  HEROKU_BRANCH: review?.branch ?? '',
  ...(typeof review?.prNumber === 'number' ? { HEROKU_PR_NUMBER: String(review.prNumber) } : {}),
});
