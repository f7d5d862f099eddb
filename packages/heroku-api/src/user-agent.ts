import { readVersion } from '@pgwatch-heroku/shared';

/** What Heroku sees of us in its logs, and support can ask for. */
export const userAgent = `pgwatch-heroku/${readVersion()}`;
