import { z } from 'zod';
import type { Http } from '../http/call.js';
import { path } from '../http/path.js';

/** The URL may hold a password. */
const drainSchema = z.object({ id: z.string(), url: z.string(), token: z.string() });
export type LogDrain = z.infer<typeof drainSchema>;

/** Where the log of an app goes to; Heroku allows five drains for each app. */
export function logDrainOperations(http: Http) {
  return {
    list: (app: string): Promise<LogDrain[]> =>
      http.list({
        path: path`/apps/${app}/log-drains`,
        schema: drainSchema,
        what: `list the log drains of app ${app}`,
      }),
    create: (app: string, url: string): Promise<LogDrain> =>
      http.send({
        method: 'POST',
        path: path`/apps/${app}/log-drains`,
        body: { url },
        schema: drainSchema,
        what: `add a log drain to app ${app}`,
      }),
    delete: (app: string, drainId: string): Promise<void> =>
      http.delete({ path: path`/apps/${app}/log-drains/${drainId}`, what: `remove a log drain of app ${app}` }),
  };
}
