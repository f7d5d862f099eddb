import { z } from 'zod';
import type { Http } from '../http/call.js';
import { path } from '../http/path.js';

const sessionSchema = z.object({ logplex_url: z.url() });

export interface LogSessionRequest {
  lines?: number | undefined;
  tail?: boolean | undefined;
  /** `web.1` */
  dyno?: string | undefined;
  /** `app` or `heroku`. */
  source?: string | undefined;
}

/** @returns the URL to read lines from, good for five minutes and without a key: a secret. */
export function logSessionOperations(http: Http) {
  return {
    create: async (app: string, { lines, tail, dyno, source }: LogSessionRequest = {}): Promise<string> => {
      const session = await http.send({
        method: 'POST',
        path: path`/apps/${app}/log-sessions`,
        body: { lines, tail, dyno_name: dyno, source },
        schema: sessionSchema,
        what: `read the log of app ${app}`,
      });
      return session.logplex_url;
    },
  };
}
