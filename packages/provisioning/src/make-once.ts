import { HerokuApiError } from '@pgwatch-heroku/heroku-api';

/** An answer that is lost three times in a row is an outage, which whoever calls waits out as a whole. */
const attempts = 3;

/**
 * Makes what is not there. A POST whose answer was lost may have been carried out, and one that was refused may have
 * been so because another process was faster: so after every failure it looks before it asks again or gives up.
 *
 * @returns whether it was made by this call, as far as can be told.
 */
export async function makeOnce(isThere: () => Promise<boolean>, make: () => Promise<unknown>): Promise<boolean> {
  if (await isThere()) return false;
  for (let attempt = 1; ; attempt++) {
    try {
      await make();
      return true;
    } catch (error) {
      if (!(error instanceof HerokuApiError) || error.status === 401 || error.status === 403) throw error;
      if (await isThere()) return error.carriedOut !== 'no';
      if (error.carriedOut !== 'unknown' || attempt >= attempts) throw error;
    }
  }
}
