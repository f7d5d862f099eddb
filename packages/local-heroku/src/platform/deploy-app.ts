import path from 'node:path';
import type { DatabaseService } from '../addons/database-service.js';
import { versionNotice } from '../addons/version-notice.js';
import type { LogHub } from '../logs/log-hub.js';
import type { Manifests } from '../manifest/load-manifests.js';
import type { Step } from '../progress.js';
import type { StateStore } from '../state/state-store.js';
import type { Platform } from './platform.js';
import { processFailure } from './process-failure.js';
import { type SetupOverrides, setUpApp } from './set-up-app.js';

export interface DeployOptions {
  platform: Platform;
  databases: DatabaseService;
  manifests: Manifests;
  store: StateStore;
  logs: LogHub;
  slugDir: string;
  overrides: SetupOverrides;
  step: Step;
}

/** Add-ons and config vars, release phase, postdeploy (once), formation. Resolves when the web dyno answers. */
export async function deployApp(options: DeployOptions): Promise<void> {
  const { platform, databases, manifests, store, logs, slugDir, overrides, step } = options;
  const { postdeployDone } = store.state;
  await step(
    'addons',
    async () => {
      if (postdeployDone) await platform.settings.reconcileAddons();
      else await setUpApp(manifests.app, platform.settings, store, overrides);
      platform.settings.tryConfig(overrides.configOverrides ?? {});
      return versionNotice(manifests.app, await databases.majorVersion());
    },
    (notice) => {
      const names = platform.settings.attachments.map(({ name }) => name).join(', ');
      return notice === undefined ? { detail: names } : { isWarning: true, detail: `${names}; ${notice}` };
    },
  );
  await step(
    'release',
    () => platform.createRelease(`Deploy ${path.basename(slugDir)}`),
    ({ version }) => ({ detail: `v${version}` }),
  );
  if (!postdeployDone) {
    const script = manifests.app.scripts?.postdeploy;
    const command = typeof script === 'string' ? script : script?.command;
    if (command !== undefined) {
      await step('postdeploy', async () => {
        const result = await platform.runOneOff(command);
        if (result.exitCode !== 0) throw platform.failureOf('postdeploy', result);
      });
    }
    store.state.postdeployDone = true;
    await store.save();
  }
  await step(
    'dynos',
    async () => {
      await platform.startFormation();
      await webIsUp(platform, logs);
      await platform.settings.keepTriedConfig();
    },
    () => ({ detail: platform.formation.dynos.map(({ name }) => name).join(', ') }),
  );
}

/** @throws AppError with what a web dyno said when it does not come up. */
async function webIsUp(platform: Platform, logs: LogHub): Promise<void> {
  for (const dyno of platform.formation.ofType('web')) {
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
