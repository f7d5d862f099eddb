import { z } from 'zod';
import type { Http } from '../http/call.js';
import { path } from '../http/path.js';

const dynoSchema = z.object({
  id: z.string(),
  /** `web.1`, `run.1234`. */
  name: z.string(),
  type: z.string(),
  /** `starting`, `up`, `idle`, `crashed`, `down`. */
  state: z.string(),
  size: z.string(),
  command: z.string(),
  release: z.object({ version: z.number().int() }),
});
export type DynoInfo = z.infer<typeof dynoSchema>;

export interface OneOffRequest {
  command: string;
  /** Process type whose image it runs in; `run` when it is left out. */
  type?: string | undefined;
  size?: string | undefined;
  env?: Record<string, string> | undefined;
  /** Heroku stops it after this time; a day at most. */
  timeToLiveSeconds?: number | undefined;
}

/** Dynos of an app; one that ran once is gone (404) when it has ended. */
export function dynoOperations(http: Http) {
  return {
    /** Starts a one-off dyno that nobody is attached to: its output goes to the app's log. */
    runDetached: (app: string, { timeToLiveSeconds, ...rest }: OneOffRequest): Promise<DynoInfo> =>
      http.send({
        method: 'POST',
        path: path`/apps/${app}/dynos`,
        body: { ...rest, attach: false, time_to_live: timeToLiveSeconds },
        schema: dynoSchema,
        what: `run a one-off dyno in app ${app}`,
      }),
    list: (app: string): Promise<DynoInfo[]> =>
      http.list({ path: path`/apps/${app}/dynos`, schema: dynoSchema, what: `list the dynos of app ${app}` }),
    get: (app: string, dyno: string): Promise<DynoInfo> =>
      http.send({
        method: 'GET',
        path: path`/apps/${app}/dynos/${dyno}`,
        schema: dynoSchema,
        what: `see dyno ${dyno} of app ${app}`,
      }),
  };
}
