import type { HerokuClient } from '@pgwatch-heroku/heroku-api';

/** The process types of an app that run, as `heroku ps:scale` has them: `web=1:Standard-2X`. */
export const scaledTypes = async (client: HerokuClient, app: string): Promise<string[]> =>
  (await client.formation.get(app))
    .filter(({ quantity }) => quantity > 0)
    .map(({ type, quantity, size }) => `${type}=${quantity}:${size}`)
    .sort();
