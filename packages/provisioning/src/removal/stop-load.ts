import type { HerokuClient } from '@pgwatch-heroku/heroku-api';
import { doStep, type OnStep } from '../journal/step.js';
import { load } from './sample-parts.js';

/** Scales the load of the sample database to 0, where it runs. */
export async function stopLoad(client: HerokuClient, app: string, onStep: OnStep): Promise<void> {
  const running = (await client.formation.get(app)).find(({ type }) => type === load);
  if (!running || running.quantity === 0) return;
  await doStep(
    onStep,
    { id: 'load', title: `Process type ${load}` },
    () => client.formation.update(app, [{ type: load, quantity: 0 }]),
    () => `scaled to 0: ${running.quantity} ${running.size} dyno${running.quantity === 1 ? '' : 's'} less`,
  );
}
