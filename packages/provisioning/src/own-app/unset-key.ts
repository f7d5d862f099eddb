import type { HerokuClient } from '@pgwatch-heroku/heroku-api';
import { doStep, type OnStep } from '../journal/step.js';

/** The config var of a key that somebody left behind. */
const variable = 'HEROKU_API_KEY';

/** Takes the API key out of the config vars of our app, which restarts it. The key itself stays valid. */
export async function unsetKey({ client, app, onStep }: { client: HerokuClient; app: string; onStep: OnStep }) {
  await doStep(
    onStep,
    { id: 'unset', title: `Config var ${variable}` },
    async () => {
      if ((await client.configVars.get(app))[variable] === undefined) return false;
      await client.configVars.update(app, { [variable]: null });
      return true;
    },
    (isUnset) => (isUnset ? 'unset: the app restarts' : 'not set'),
  );
}
