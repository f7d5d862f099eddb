import { collectFailures } from '../collect-failures.js';
import { doStep } from '../journal/step.js';
import { resumeInOneOff } from '../resume-in-one-off.js';
import { generated } from './ensure-config.js';
import type { Layout } from './layout.js';
import type { ThreeAppsOptions, ThreeAppsResult } from './options.js';
import { makeSiblingApp, orderParts, type SiblingOptions } from './sibling.js';
import { waitForReleases } from './wait-for-releases.js';

/**
 * The clicked app as installer: makes the Collector where it is wanted, and has a dyno of that app do the rest, since
 * the databases of a Private Space are reached from within only.
 */
export async function installElsewhere(
  options: ThreeAppsOptions,
  layout: Layout,
  source: { version: string; upload: () => Promise<string> },
): Promise<ThreeAppsResult> {
  const { client, own, onStep, wait, loggingPlan, log, signal } = options;
  const { names, plans } = layout;
  const ofCollector: SiblingOptions = {
    ...{ client, layout, source, onStep, wait, loggingPlan, signal },
    role: 'collector',
    config: {
      PGWATCH2_ADMIN_PASSWORD: generated,
      PGWATCH2_SECRET_KEY: generated,
      ...options.inherited,
      PGWATCH2_TOPOLOGY: 'three-apps',
      PGWATCH2_GRAFANA_APP_NAME: names.grafana,
      PGWATCH2_MONITOREDDB_APP_NAME: names.monitored,
    },
    plan: plans.collector,
  };
  const app = await makeSiblingApp(ofCollector);
  const parts = orderParts(ofCollector);
  const failures = collectFailures({ log, signal });
  try {
    await Promise.all([parts.database, parts.up]);
    await failures.attempt(() => parts.logging);
  } finally {
    await parts.settled;
  }
  const goesOnIn = await doStep(
    onStep,
    { id: 'go-on', title: `Set-up in app ${names.collector}` },
    async () => {
      // The dyno starts with what is released by then, DATABASE_URL above all.
      await waitForReleases(client, names.collector, signal);
      const name = await resumeInOneOff(client, names.collector, options.setupEnv);
      return `${name} of app ${names.collector}`;
    },
    (dyno) => `${dyno} goes on; ${app.web_url ?? ''}setup shows how far it is`,
  );
  const apps = [{ role: 'collector' as const, name: names.collector, url: app.web_url }];
  await onStep({
    id: 'delete-me',
    title: `App ${own.name}`,
    state: 'done',
    detail: `it was only the installer and is not needed any more: heroku apps:destroy ${own.name}`,
  });
  return { ready: [], leftOut: [], failures: failures.all, apps, notes: [], deleteMe: own.name, goesOnIn };
}
