import { z } from 'zod';
import type { Http } from '../http/call.js';
import { path } from '../http/path.js';

const releaseSchema = z.object({
  id: z.string(),
  version: z.number().int(),
  status: z.enum(['pending', 'succeeded', 'failed', 'expired']),
  /** `Attach PGWATCH2 (@ref:...)`, `Set FOO config vars`, `Deploy 1234567`. */
  description: z.string(),
  current: z.boolean(),
  created_at: z.string(),
});
export type Release = z.infer<typeof releaseSchema>;

/** Releases of an app, newest first. */
export function releaseOperations(http: Http) {
  return {
    /** The newest ones; an app may have thousands. */
    listNewest: (app: string, count: number): Promise<Release[]> =>
      http.send({
        method: 'GET',
        path: path`/apps/${app}/releases`,
        headers: { range: `version ..; max=${count}, order=desc` },
        schema: z.array(releaseSchema),
        what: `list the releases of app ${app}`,
      }),
    /** @param release its id or version. */
    get: (app: string, release: string | number): Promise<Release> =>
      http.send({
        method: 'GET',
        path: path`/apps/${app}/releases/${String(release)}`,
        schema: releaseSchema,
        what: `see release ${release} of app ${app}`,
      }),
  };
}
