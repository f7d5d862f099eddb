import type { HerokuClient } from '@pgwatch-heroku/heroku-api';
import { AppError } from '@pgwatch-heroku/shared';
import { doStep, type OnStep } from '../journal/step.js';
import { resumeInOneOff } from '../resume-in-one-off.js';

export interface HardenInOneOffOptions {
  client: HerokuClient;
  /** Name of our app. */
  app: string;
  /** Where none stands in the config vars: it is in the environment of that one dyno and gone with it. */
  apiKey: string | undefined;
  onStep: OnStep;
}

/** Its journal would be another one. */
const ofThreeApps = new AppError('configuration', 'The set-up of the three apps gives them their credentials', {
  hint: 'To go on where it stopped, with a key in the config vars: heroku run provisioner',
});

/**
 * Lets a one-off dyno give each part of our app a credential of its own: it takes minutes, and each attachment restarts
 * all dynos but that one. It goes on with the journal of whoever calls this, who has to give up the lease.
 */
export async function hardenInOneOff({ client, app, apiKey, onStep }: HardenInOneOffOptions): Promise<void> {
  await doStep(
    onStep,
    { id: 'dyno', title: 'One-off dyno' },
    async () => {
      const { PGWATCH2_TOPOLOGY: topology } = await client.configVars.get(app);
      if (topology === 'three-apps') throw ofThreeApps;
      return resumeInOneOff(client, app, apiKey === undefined ? {} : { HEROKU_API_KEY: apiKey });
    },
    (name) => `${name} goes on with it: this app restarts when each credential is attached`,
  );
}
