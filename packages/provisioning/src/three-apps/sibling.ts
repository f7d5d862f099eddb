import type { Addon, App } from '@pgwatch-heroku/heroku-api';
import { doStep, type OnStep } from '../journal/step.js';
import { ensureLoggingAddon } from '../logging/ensure-logging-addon.js';
import { ensureApp } from './ensure-app.js';
import { ensureBuild, waitForBuild } from './ensure-build.js';
import { ensureConfig, type generated } from './ensure-config.js';
import { ensureDatabase } from './ensure-database.js';
import { ensureFormation } from './ensure-formation.js';
import type { DynoSize, Layout, SiblingRole } from './layout.js';
import type { ThreeAppsOptions } from './options.js';
import { waitForReleases } from './wait-for-releases.js';

export interface SiblingOptions
  extends Pick<ThreeAppsOptions, 'client' | 'onStep' | 'wait' | 'loggingPlan' | 'signal'> {
  layout: Layout;
  role: SiblingRole;
  config: Readonly<Record<string, string | typeof generated | undefined>>;
  /** Plan of the database that the app owns. */
  plan?: string | undefined;
  /** The dynos that it runs; undefined where its own set-up starts them. */
  dynos?: Readonly<Record<string, DynoSize>> | undefined;
  source: { version: string; upload: () => Promise<string> };
}

const appTitles: Record<SiblingRole, string> = {
  collector: 'Collector app',
  grafana: 'Grafana app',
  monitored: 'Monitored DB app',
};

/** Tells steps of several apps apart. */
export const stepsOf =
  (role: SiblingRole, onStep: OnStep): OnStep =>
  ({ id, title, ...rest }) =>
    onStep({ id: `${role}:${id}`, title: `${appTitles[role]}: ${title}`, ...rest });

/** Makes an app beside the clicked one, with its config; nothing in it costs anything yet. */
export async function makeSiblingApp(options: SiblingOptions): Promise<App> {
  const { client, layout, role, config } = options;
  const name = layout.names[role];
  const { app } = await doStep(
    stepsOf(role, options.onStep),
    { id: 'app', title: name },
    async () => {
      const made = await ensureApp(client, layout, role);
      await ensureConfig(client, name, { PGWATCH2_APP: role, ...config });
      return made;
    },
    ({ isNew }) => (isNew ? 'made' : 'there'),
  );
  return app;
}

/** What an app is made of, ordered: its database and its build take minutes. */
export interface SiblingParts {
  /** Once it is there. */
  database: Promise<Addon | undefined>;
  /** Once it is built and its dynos are wanted. */
  up: Promise<unknown>;
  logging: Promise<unknown>;
  /** When none of them is under way any more. Never rejects. */
  settled: Promise<unknown>;
}

/** Orders all that an app needs at once. What fails is told by the part that it is of, also to who awaits it late. */
export function orderParts(options: SiblingOptions): SiblingParts {
  const { client, layout, role, plan, dynos, source, wait, signal } = options;
  const onStep = stepsOf(role, options.onStep);
  const name = layout.names[role];
  const database = makeDatabase();
  const up = makeBuild().then(startDynos);
  const logging = addLogging(options, role, name);
  return { database, up, logging, settled: Promise.allSettled([database, up, logging]) };

  async function makeDatabase(): Promise<Addon | undefined> {
    if (plan === undefined) return undefined;
    return doStep(
      onStep,
      { id: 'database', title: `database on ${plan}` },
      async (note) => {
        const { addon } = await ensureDatabase(client, { app: name, plan, attachment: 'DATABASE' });
        return client.addons.waitUntilProvisioned(addon.id, {
          ...wait,
          onProgress: ({ state }) => note(`Heroku says: ${state}`),
        });
      },
      (addon) => `${addon.name} is there`,
    );
  }
  function makeBuild(): Promise<string> {
    return doStep(
      onStep,
      { id: 'build', title: 'build' },
      async (note) => {
        const begun = await ensureBuild(client, name, source);
        return waitForBuild(client, name, begun, {
          ...wait,
          onProgress: ({ state }) => note(`Heroku says: ${state}`),
        });
      },
      (detail) => detail,
    );
  }
  async function startDynos(): Promise<void> {
    if (dynos === undefined) return;
    // An app has no process types before its first release is through.
    await waitForReleases(client, name, signal);
    // At once: Heroku starts a web dyno in every new app, which some of ours have no use for.
    await scaleSibling(options, role, name, dynos);
  }
}

/** Adds the add-on that keeps an app's log, where one is wanted. */
export async function addLogging(
  { client, onStep, loggingPlan }: Pick<ThreeAppsOptions, 'client' | 'onStep' | 'loggingPlan'>,
  role: SiblingRole,
  app: string,
): Promise<void> {
  if (loggingPlan === undefined) return;
  await doStep(
    stepsOf(role, onStep),
    { id: 'logging', title: `logging add-on ${loggingPlan}` },
    () => ensureLoggingAddon(client, app, loggingPlan),
    (isNew) => (isNew ? 'added' : 'there is one'),
  );
}

/** Starts the dynos of an app, once it is built. */
export async function scaleSibling(
  { client, onStep }: Pick<ThreeAppsOptions, 'client' | 'onStep'>,
  role: SiblingRole,
  app: string,
  wanted: Readonly<Record<string, DynoSize>>,
): Promise<void> {
  await doStep(
    stepsOf(role, onStep),
    { id: 'dynos', title: 'dynos' },
    () => ensureFormation(client, app, wanted),
    (changes) => changes.join(', ') || Object.keys(wanted).join(', '),
  );
}
