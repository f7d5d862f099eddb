import { AppError } from '@pgwatch-heroku/shared';
import { z } from 'zod';
import type { Http } from '../http/call.js';
import { path } from '../http/path.js';
import { type WaitOptions, waitUntil } from '../wait-until.js';

const sourceSchema = z.object({ source_blob: z.object({ get_url: z.url(), put_url: z.url() }) });

const buildSchema = z.object({
  id: z.string(),
  status: z.enum(['pending', 'succeeded', 'failed']),
  /** Where its log is for 24 hours; the address is a secret. */
  output_stream_url: z.string().nullish().default(null),
  release: z
    .object({ id: z.string() })
    .nullish()
    .transform((release) => release ?? null),
  source_blob: z
    .object({ version: z.string().nullish() })
    .nullish()
    .transform((source) => ({ version: source?.version ?? null })),
  /** ISO 8601 */
  created_at: z.string().nullish().default(null),
});
export type Build = z.infer<typeof buildSchema>;

/** Builds from a tar of sources, for apps that no one pushes to. */
export function buildOperations(http: Http) {
  const get = (app: string, buildId: string): Promise<Build> =>
    http.send({
      method: 'GET',
      path: path`/apps/${app}/builds/${buildId}`,
      schema: buildSchema,
      what: `see the build of app ${app}`,
    });
  /**
   * Puts a gzipped tar where builds can fetch it; it stays there for an hour.
   *
   * @returns the signed URL for `create`, one for any number of apps.
   */
  const uploadSource = async (tarGz: Uint8Array): Promise<string> => {
    const { source_blob } = await http.send({
      method: 'POST',
      path: '/sources',
      schema: sourceSchema,
      what: 'get room for the sources of a build',
    });
    await http.upload(source_blob.put_url, tarGz, 'upload the sources of a build');
    return source_blob.get_url;
  };
  return {
    uploadSource,
    /** @param source `version` is free text that the build and its release are known by, such as a commit. */
    create: (app: string, source: { url: string; version: string }): Promise<Build> =>
      http.send({
        method: 'POST',
        path: path`/apps/${app}/builds`,
        body: { source_blob: { url: source.url, version: source.version } },
        schema: buildSchema,
        what: `build app ${app}`,
      }),
    get,
    /** Those of an app that Heroku still knows, in no certain order. */
    list: (app: string): Promise<Build[]> =>
      http.list({ path: path`/apps/${app}/builds`, schema: buildSchema, what: `list the builds of app ${app}` }),
    /** @throws AppError `configuration` when the build fails. */
    waitUntilSucceeded: (app: string, buildId: string, options?: WaitOptions): Promise<Build> =>
      waitUntil(
        http,
        {
          what: `for the build of app ${app}`,
          look: () => get(app, buildId),
          stateOf: ({ status }) => status,
          isDone: ({ status }) => {
            if (status === 'failed') {
              throw new AppError('configuration', `The build of app ${app} failed`, {
                hint: `Its log: \`heroku builds:output ${buildId} --app ${app}\`.`,
              });
            }
            return status === 'succeeded';
          },
          hint: `Look at it with \`heroku builds --app ${app}\`.`,
          // Docker builds of ours take some minutes; Heroku itself ends one that takes an hour.
          defaults: { intervalMs: 5_000, timeoutMs: 60 * 60_000 },
        },
        options,
      ),
  };
}
