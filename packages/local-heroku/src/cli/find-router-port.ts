import { isPortFree } from '@pgwatch-heroku/embedded-postgres';
import { AppError } from '@pgwatch-heroku/shared';

const firstPort = 5_080;
const lastPort = 5_099;

/** The first free port from 5080 on: another program on it is no reason to make a user think. */
export async function findRouterPort(): Promise<number> {
  for (let port = firstPort; port <= lastPort; port++) {
    if (await isPortFree(port)) return port;
  }
  throw new AppError('unavailable', `The ports ${firstPort} to ${lastPort} are all taken`, {
    retryable: false,
    hint: 'Name a free one: npm start -- --port 6080.',
  });
}
