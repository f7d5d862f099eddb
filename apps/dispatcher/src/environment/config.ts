import { appRoles, type Env } from '@pgwatch-heroku/shared';
import type { Config } from '../config.js';

/**
 * What every dyno begins with, by hand where it is as it should be: the schema brings zod along, which the process that
 * is started then loads once more.
 *
 * @throws AppError `configuration`
 */
export async function readConfig(env: Env = process.env): Promise<Config> {
  const { DYNO, PGWATCH2_APP } = env;
  const role = PGWATCH2_APP ? appRoles.find((each) => each === PGWATCH2_APP) : 'all';
  if (role !== undefined) return { DYNO: DYNO || undefined, PGWATCH2_APP: role };
  const { parseConfig } = await import('../config.js');
  return parseConfig(env);
}
