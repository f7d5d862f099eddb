import { versionNotice } from '../addons/version-notice.js';
import type { LogHub } from '../logs/log-hub.js';
import type { AppJson } from '../manifest/app-json.js';
import type { Step } from '../progress.js';
import type { App } from './app.js';
import { processFailure } from './process-failure.js';
import { type SetupOverrides, setUpApp } from './set-up-app.js';

export interface DeployOptions {
  app: App;
  /** That of the slug, for a review app with environments.review applied. */
  appJson: AppJson;
  overrides: SetupOverrides;
  step: Step;
  /** How late the databases of a new app are. */
  provisioningMs: number;
}

/** Add-ons and config vars, release phase, postdeploy (once), formation. Resolves when the web dyno answers. */
export async function deployApp({ app, appJson, overrides, step, provisioningMs }: DeployOptions): Promise<void> {
  const { settings, state } = app;
  const { postdeployDone } = state;
  await step(
    'addons',
    async () => {
      if (postdeployDone) await settings.reconcileAddons();
      else await setUpApp(appJson, app, overrides, provisioningMs);
      settings.tryConfig(overrides.configOverrides ?? {});
      return versionNotice(appJson, await app.readPostgresMajor());
    },
    (notice) => {
      const names = settings.attachments.map(({ name }) => name).join(', ');
      return notice === undefined ? { detail: names } : { isWarning: true, detail: `${names}; ${notice}` };
    },
  );
  await step(
    'release',
    () => app.release(`Deploy ${app.slug?.dir}`).done,
    ({ version }) => ({ detail: `v${version}` }),
  );
  if (!postdeployDone) {
    const script = appJson.scripts?.postdeploy;
    const command = typeof script === 'string' ? script : script?.command;
    if (command !== undefined) {
      await step('postdeploy', async () => {
        const result = await app.runOneOff(command);
        if (result.exitCode !== 0) throw app.failureOf('postdeploy', result);
      });
    }
    state.postdeployDone = true;
    await app.save();
  }
  await step(
    'dynos',
    async () => {
      await app.startFormation();
      await webIsUp(app, app.logs);
      await settings.keepTriedConfig();
    },
    () => ({ detail: app.formation.dynos.map(({ name }) => name).join(', ') }),
  );
}

/** @throws AppError with what a web dyno said when it does not come up. */
async function webIsUp(app: App, logs: LogHub): Promise<void> {
  for (const dyno of app.formation.ofType('web')) {
    const result = await dyno.settled();
    if (result === 'up') continue;
    throw processFailure({
      what:
        result === 'crashed' ? `The dyno ${dyno.name} crashed` : `The dyno ${dyno.name} does not come up (${result})`,
      exitCode: dyno.lastExitCode,
      lines: logs.recent(200, dyno.name),
      otherwise: 'unavailable',
    });
  }
}
