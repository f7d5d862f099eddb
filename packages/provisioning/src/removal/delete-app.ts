import { type Addon, describePrice, type HerokuClient } from '@pgwatch-heroku/heroku-api';
import { doStep, type OnStep } from '../journal/step.js';

export interface DeleteAppOptions {
  client: HerokuClient;
  app: string;
  /** What goes with it, read before: whoever runs this may have no time left for more than the deletion. */
  addons: readonly Addon[];
  stepId: string;
  onStep: OnStep;
}

/** Deletes an app and says what is not paid for any more. */
export async function deleteApp({ client, app, addons, stepId: id, onStep }: DeleteAppOptions): Promise<void> {
  await doStep(
    onStep,
    { id, title: `App ${app}` },
    () => client.apps.delete(app),
    () => {
      const prices = addons.map(({ name, plan: { price } }) => (price ? `${name} ${describePrice(price)}` : name));
      return `deleted, and with it ${prices.join(', ') || 'no add-on'}`;
    },
  );
}
