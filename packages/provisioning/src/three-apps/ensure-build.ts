import type { Build, HerokuClient, WaitOptions } from '@pgwatch-heroku/heroku-api';
import type { SourceArchive } from './source-archive.js';

/** Uploads the sources when the first build needs them; one upload serves any number of builds for an hour. */
export function uploadOnce(client: HerokuClient, { tarGz }: SourceArchive): () => Promise<string> {
  let url: Promise<string> | undefined;
  return () => {
    url ??= client.builds.uploadSource(tarGz);
    return url;
  };
}

/**
 * Starts the build of an app, unless its newest is of the same sources and has not failed. An app whose sources are
 * older is built anew: the three are of one version.
 */
export async function ensureBuild(
  client: HerokuClient,
  app: string,
  { version, upload }: { version: string; upload: () => Promise<string> },
): Promise<{ build: Build; isNew: boolean }> {
  const builds = await client.builds.list(app);
  const newest = builds.sort((a, b) => ((a.created_at ?? '') < (b.created_at ?? '') ? 1 : -1))[0];
  const isOfSame = newest?.source_blob.version === version;
  if (newest && isOfSame && newest.status !== 'failed') return { build: newest, isNew: false };
  return { build: await client.builds.create(app, { url: await upload(), version }), isNew: true };
}

export async function waitForBuild(
  client: HerokuClient,
  app: string,
  { build, isNew }: { build: Build; isNew: boolean },
  wait: WaitOptions | undefined,
): Promise<string> {
  if (build.status !== 'succeeded') await client.builds.waitUntilSucceeded(app, build.id, wait);
  return isNew ? 'built' : 'built already';
}
