import { AppError } from '@pgwatch-heroku/shared';
import { z } from 'zod';
import type { Http } from '../http/call.js';
import { path } from '../http/path.js';

const entrySchema = z.object({ name: z.string(), value: z.string() });
export type AddonConfigEntry = z.infer<typeof entrySchema>;

/** What an add-on puts into config vars, per credential. The values are secrets. */
export function addonConfigOperations(http: Http) {
  /** Empty when the add-on has no such credential; without a name, that of the default one. */
  const get = (addon: string, credential?: string): Promise<AddonConfigEntry[]> =>
    http.list({
      path:
        credential === undefined
          ? path`/addons/${addon}/config`
          : path`/addons/${addon}/config/credential:${credential}`,
      schema: entrySchema,
      what: `read the config of ${credential === undefined ? '' : `credential ${credential} of `}add-on ${addon}`,
    });
  return {
    get,
    /**
     * The connection URL of a credential: how a database is reached without reading another app's config vars.
     *
     * @throws AppError `configuration` when there is none.
     */
    getDatabaseUrl: async (addon: string, credential?: string): Promise<string> => {
      const entries = await get(addon, credential);
      const found = entries.find(
        ({ name, value }) =>
          /(^|_)URL$/i.test(name) && !/CONNECTION_POOL_URL$/i.test(name) && /^postgres(ql)?:\/\//.test(value),
      );
      if (found) return found.value;
      throw new AppError(
        'configuration',
        `Add-on ${addon} has no connection URL for ${credential ?? 'its default credential'}`,
        {
          hint: `Look with \`heroku pg:credentials ${addon}\` whether it is active; a database that is still being provisioned has none.`,
        },
      );
    },
  };
}
