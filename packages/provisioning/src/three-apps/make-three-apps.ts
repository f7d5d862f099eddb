import { collectFailures } from '../collect-failures.js';
import { hardenApp } from '../hardening/harden-app.js';
import { enableDynoMetadata } from '../own-app/enable-dyno-metadata.js';
import { becomeCollector } from './become-collector.js';
import { uploadOnce } from './ensure-build.js';
import { generated } from './ensure-config.js';
import { installElsewhere } from './install-elsewhere.js';
import { planLayout } from './layout.js';
import type { MadeApp, ThreeAppsOptions, ThreeAppsResult } from './options.js';
import { retireDatabase } from './retire-database.js';
import { addLogging, makeSiblingApp, orderParts, type SiblingOptions, scaleSibling, stepsOf } from './sibling.js';
import { readSourceArchive } from './source-archive.js';
import { threeAppRows } from './three-app-rows.js';

/**
 * Makes the Collector, Grafana and Monitored DB apps of one click: the clicked app becomes the Collector, the other two
 * are made beside it of the sources that its image carries, and credentials are attached across them. Every step first
 * looks at what is there: it may be cut off anywhere and run again. Where another team, space or region is wanted, the
 * Collector is made there, and its own dyno goes on.
 *
 * @throws AppError `configuration` for what a person must change, `unavailable` for what passes; HerokuApiError.
 */
export async function makeThreeApps(options: ThreeAppsOptions): Promise<ThreeAppsResult> {
  const { client, own, variables, loggingPlan, onStep, log, wait, signal } = options;
  await enableDynoMetadata(client, own.name);
  const layout = await planLayout(client, own, variables);
  const archive = await readSourceArchive(options.imageDir, layout.space);
  const source = { version: archive.version, upload: uploadOnce(client, archive) };
  if (layout.installer !== undefined) return installElsewhere(options, layout, source);

  const { names, plans, sizes } = layout;
  const common = { client, layout, source, onStep, wait, loggingPlan, signal };
  const ofGrafana: SiblingOptions = {
    ...common,
    role: 'grafana',
    config: {
      PGWATCH2_SECRET_KEY: generated,
      GF_SECURITY_ADMIN_USER: variables.GF_SECURITY_ADMIN_USER,
      GF_SECURITY_ADMIN_PASSWORD: variables.GF_SECURITY_ADMIN_PASSWORD ?? generated,
    },
    dynos: { web: sizes.grafana },
  };
  const ofMonitored: SiblingOptions = {
    ...common,
    role: 'monitored',
    config: {},
    plan: plans.monitored,
    dynos: { pgbench: sizes.monitored },
  };
  // A name that is taken is found before anything is ordered that costs.
  const [grafanaApp, monitoredApp] = [await makeSiblingApp(ofGrafana), await makeSiblingApp(ofMonitored)];
  const [grafana, monitored] = [orderParts(ofGrafana), orderParts(ofMonitored)];
  const failures = collectFailures({ log, signal });
  try {
    // First what the sample is replaced by, then the sample goes.
    await monitored.database;
    const notes = await becomeCollector(options, layout, source);

    const rows = threeAppRows(layout);
    const harden = (role: 'collector' | 'monitored') =>
      hardenApp({
        ...{ client, log, wait, signal },
        app: names[role],
        rows: rows[role],
        bootstrap: (urls) => options.bootstrap(role, urls),
        onStep: stepsOf(role, onStep),
      });
    const hardened = [await harden('collector'), await harden('monitored')];
    failures.all.push(...hardened.flatMap((each) => each.failures));

    const retire = () => retireDatabase({ client, app: own.name, onStep: stepsOf('collector', onStep), signal });
    const kept = await failures.attempt(retire);
    if (kept !== undefined) notes.push(kept);
    // One app that cannot be built, or has no log, keeps the others from nothing.
    for (const part of [grafana.up, monitored.up, grafana.logging, monitored.logging]) {
      await failures.attempt(() => part);
    }
    await failures.attempt(() => addLogging(options, 'collector', own.name));
    // Last of all: Heroku itself scales a new app by app.json after its postdeploy.
    await scaleSibling(options, 'collector', own.name, { web: sizes.web, collector: sizes.collector });
    const apps: MadeApp[] = [
      { role: 'collector', name: own.name, url: own.web_url },
      { role: 'grafana', name: names.grafana, url: grafanaApp.web_url },
      { role: 'monitored', name: names.monitored, url: monitoredApp.web_url },
    ];
    return {
      ready: hardened.flatMap(({ ready }) => ready),
      leftOut: hardened.flatMap(({ leftOut }) => leftOut),
      failures: failures.all,
      apps,
      notes,
    };
  } finally {
    // Whoever tries again, or ends the process, finds nothing of this attempt still under way.
    await Promise.all([grafana.settled, monitored.settled]);
  }
}
