import { AppError } from '@pgwatch-heroku/shared';
import { z } from 'zod';
import type { Http } from '../http/call.js';
import { path } from '../http/path.js';
import { type WaitOptions, waitUntil } from '../wait-until.js';
import { named } from './named.js';
import { priceSchema } from './price.js';

const addonSchema = z.object({
  id: z.string(),
  name: z.string(),
  state: z.enum(['provisioning', 'provisioned', 'deprovisioned', 'deprovisioning']),
  /** The app that pays for it. */
  app: named,
  /** Its name says the service too: `heroku-postgresql:standard-0`. */
  plan: z.object({ name: z.string(), price: priceSchema.nullish() }),
  addon_service: z.object({ name: z.string() }),
  config_vars: z.array(z.string()),
});
export type Addon = z.infer<typeof addonSchema>;

export interface AddonRequest {
  /** `heroku-postgresql:standard-0` */
  plan: string;
  /** Name of its first attachment; Heroku picks one when it is left out. */
  attachment?: string | undefined;
  /** Options of the service, such as `{ version: '17' }`. */
  config?: Record<string, string> | undefined;
}

/** Without it a plan is a name and has no price. */
const headers = { 'accept-expansion': 'addon_service,plan' };

/** Add-ons, named by name or id. */
export function addonOperations(http: Http) {
  const get = (addon: string): Promise<Addon> =>
    http.send({
      method: 'GET',
      path: path`/addons/${addon}`,
      headers,
      schema: addonSchema,
      what: `see add-on ${addon}`,
    });
  return {
    get,
    /** All that the account may see, over all its apps. */
    list: (): Promise<Addon[]> =>
      http.list({ path: '/addons', headers, schema: addonSchema, what: 'list the add-ons of the account' }),
    listOfApp: (app: string): Promise<Addon[]> =>
      http.list({ path: path`/apps/${app}/addons`, headers, schema: addonSchema, what: `list the add-ons of ${app}` }),
    /** Answers at once; a database then takes minutes (waitUntilProvisioned). */
    create: (app: string, { plan, attachment, config }: AddonRequest): Promise<Addon> =>
      http.send({
        method: 'POST',
        path: path`/apps/${app}/addons`,
        headers,
        body: { plan, config, ...(attachment === undefined ? {} : { attachment: { name: attachment } }) },
        schema: addonSchema,
        what: `create add-on ${plan} on app ${app}`,
      }),
    /** With its data. */
    delete: (app: string, addon: string): Promise<void> =>
      http.delete({ path: path`/apps/${app}/addons/${addon}`, what: `delete add-on ${addon} of app ${app}` }),
    /** @throws AppError `configuration` when the service has given up on it. */
    waitUntilProvisioned: (addon: string, options?: WaitOptions): Promise<Addon> =>
      waitUntil(
        http,
        {
          what: `for add-on ${addon} to be provisioned`,
          look: () => get(addon),
          stateOf: ({ state }) => state,
          isDone: ({ state }) => {
            if (state.startsWith('deprovision')) {
              throw new AppError('configuration', `Add-on ${addon} could not be provisioned: it is ${state}`, {
                hint: 'Heroku has mailed the reason to the owner of the app. Create the add-on again.',
              });
            }
            return state === 'provisioned';
          },
          hint: `Look at it with \`heroku addons:info ${addon}\`; what needs it can be run again later.`,
          // A Standard database takes 3 to 5 minutes, one in a Private Space longer; 5 s is the interval of the CLI.
          defaults: { intervalMs: 5_000, timeoutMs: 20 * 60_000 },
        },
        options,
      ),
  };
}
