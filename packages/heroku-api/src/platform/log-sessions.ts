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

export interface LogTailRequest extends LogSessionRequest {
  /** Ends the reading. */
  signal: AbortSignal;
}

/** Sessions of an app's log: Heroku gives a URL to read from, good for five minutes and without a key: a secret. */
export function logSessionOperations(http: Http) {
  const create = async (app: string, { lines, tail, dyno, source }: LogSessionRequest = {}): Promise<string> => {
    const session = await http.send({
      method: 'POST',
      path: path`/apps/${app}/log-sessions`,
      body: { lines, tail, dyno_name: dyno, source },
      schema: sessionSchema,
      what: `read the log of app ${app}`,
    });
    return session.logplex_url;
  };
  return {
    create,
    /** The bytes of the log, UTF-8, a line each; with `tail` they go on until the signal or Heroku ends them. */
    read: async (app: string, { signal, ...request }: LogTailRequest): Promise<ReadableStream<Uint8Array>> =>
      http.open(await create(app, request), `read the log of app ${app}`, signal),
  };
}
