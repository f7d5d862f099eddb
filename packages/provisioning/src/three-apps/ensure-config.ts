import { randomBytes } from 'node:crypto';
import type { HerokuClient } from '@pgwatch-heroku/heroku-api';

/** Stands for a value that nobody needs to know beforehand. */
export const generated = Symbol('generated');

/** Sets the config vars that an app of ours does not have yet, all in one release. What somebody changed stays. */
export async function ensureConfig(
  client: HerokuClient,
  app: string,
  wanted: Readonly<Record<string, string | typeof generated | undefined>>,
): Promise<string[]> {
  const present = await client.configVars.get(app);
  const missing: Record<string, string> = {};
  for (const [name, value] of Object.entries(wanted)) {
    if (value === undefined || present[name] !== undefined) continue;
    missing[name] = value === generated ? randomBytes(32).toString('hex') : value;
  }
  const names = Object.keys(missing);
  if (names.length > 0) await client.configVars.update(app, missing);
  return names;
}
