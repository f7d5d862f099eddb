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

export interface SiblingOptions extends Pick<ThreeAppsOptions, 'client' | 'onStep' | 'wait' | 'loggingPlan'> {
  layout: Layout;
  role: SiblingRole;
  config: Readonly<Record<string, string | typeof generated | undefined>>;
  /** Plan of the database that the app owns. */
  plan?: string | undefined;
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

/** An app with all that it is made of ordered: its database and its build take minutes. */
export interface Sibling {
  app: App;
  /** Once it is there. */
  database: Promise<Addon | undefined>;
  /** Once the app can be scaled. */
  built: Promise<unknown>;
}

/** Makes an app beside the clicked one and orders all that it needs at once. @returns before it is delivered. */
export async function beginSibling(options: SiblingOptions): Promise<Sibling> {
  const { client, layout, role, config, plan, source, wait, loggingPlan } = options;
  const onStep = stepsOf(role, options.onStep);
  const name = layout.names[role];
  const { app } = await doStep(
    onStep,
    { id: 'app', title: name },
    async () => {
      const made = await ensureApp(client, layout, role);
      await ensureConfig(client, name, { PGWATCH2_APP: role, ...config });
      return made;
    },
    ({ isNew }) => (isNew ? 'made' : 'there'),
  );
  const database = makeDatabase();
  const built = makeBuild();
  // Both are awaited later, and one may fail while something else is waited for.
  for (const each of [database, built]) each.catch(() => undefined);
  if (loggingPlan !== undefined) {
    await doStep(
      onStep,
      { id: 'logging', title: `logging add-on ${loggingPlan}` },
      () => ensureLoggingAddon(client, name, loggingPlan),
      (isNew) => (isNew ? 'added' : 'there is one'),
    );
  }
  return { app, database, built };

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
