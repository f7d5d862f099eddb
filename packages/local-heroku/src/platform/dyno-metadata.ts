import type { AppState, Release, Slug } from '../state/account-state.js';

export const dynoMetadataFeature = 'runtime-dyno-metadata';

/**
 * What the feature runtime-dyno-metadata adds to a dyno's environment; nothing without it.
 * https://devcenter.heroku.com/articles/dyno-metadata. The domain has a port here, which it never has on Heroku.
 */
export function dynoMetadata(
  app: AppState,
  given: { dynoId: string; domain: string; release: Release | undefined; slug: Slug | undefined },
): Record<string, string> {
  if (!app.features.includes(dynoMetadataFeature)) return {};
  const { dynoId, domain, release, slug } = given;
  return {
    HEROKU_APP_ID: app.id,
    HEROKU_APP_NAME: app.name,
    HEROKU_APP_DEFAULT_DOMAIN_NAME: domain,
    HEROKU_DYNO_ID: dynoId,
    ...(release && { HEROKU_RELEASE_VERSION: `v${release.version}`, HEROKU_RELEASE_CREATED_AT: release.createdAt }),
    ...(slug && {
      HEROKU_SLUG_COMMIT: slug.version ?? slug.dir,
      HEROKU_SLUG_DESCRIPTION: `Deploy ${slug.version ?? slug.dir}`,
      HEROKU_BUILD_COMMIT: slug.version ?? slug.dir,
    }),
  };
}
