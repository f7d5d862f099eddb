import { describePrice, type HerokuClient } from '@pgwatch-heroku/heroku-api';
import { doStep, type OnStep } from '../journal/step.js';

export interface DeleteAppOptions {
  client: HerokuClient;
  app: string;
  stepId: string;
  onStep: OnStep;
  /** What is done once it is gone, without waiting for this to be written down: its database goes too. */
  onGone?: () => Promise<void>;
}

/** Deletes an app and says what is not paid for any more. */
export async function deleteApp({ client, app, stepId: id, onStep, onGone }: DeleteAppOptions): Promise<void> {
  await doStep(
    onStep,
    { id, title: `App ${app}` },
    async () => {
      const addons = (await client.addons.listOfApp(app)).filter((addon) => addon.app.name === app);
      await client.apps.delete(app);
      await onGone?.();
      return addons;
    },
    (addons) => {
      const prices = addons.map(({ name, plan: { price } }) => (price ? `${name} ${describePrice(price)}` : name));
      return `deleted, and with it ${prices.join(', ') || 'no add-on'}`;
    },
  );
}
