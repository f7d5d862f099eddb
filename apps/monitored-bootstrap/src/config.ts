import { monitoredBootstrapSchema } from '@pgwatch-heroku/bootstrap';
import type { Env } from '@pgwatch-heroku/shared';

/** @public What docs/configuration.md is made from. */
export const configSchema = monitoredBootstrapSchema;

/** What the program finds itself in. */
export const readEnvironment = (): Env => process.env;
