import type { App } from '../../platform/app.js';
import type { Release } from '../../state/account-state.js';
import type { ApiContext } from '../api-context.js';
import { appRef } from './app.js';

/** https://devcenter.heroku.com/articles/platform-api-reference#release */
export function presentRelease({ account, url }: ApiContext, app: App, release: Release) {
  const { id, version, description, status, createdAt, slugId } = release;
  const current = app.releases.findLast((each) => each.status === 'succeeded');
  const { id: userId, email } = account.state.account;
  return {
    id,
    version,
    description,
    status,
    current: current?.id === id,
    app: appRef(app),
    slug: slugId === null ? null : { id: slugId },
    user: { id: userId, email },
    addon_plan_names: app.settings.addons.map(({ plan }) => plan),
    eligible_for_rollback: status === 'succeeded',
    output_stream_url: app.slug?.manifests.heroku.release ? `${url()}/streams/releases/${id}` : null,
    created_at: createdAt,
    updated_at: createdAt,
  };
}
