import type { App } from '../../platform/app.js';
import type { ApiContext } from '../api-context.js';

/** What other resources say of an app. */
export const appRef = ({ state: { id, name } }: App) => ({ id, name });

/** https://devcenter.heroku.com/articles/platform-api-reference#app */
export function presentApp({ account, teams, spaces }: ApiContext, app: App) {
  const { id, name, stack, region, team, space, maintenance, createdAt } = app.state;
  const owner = { id: account.state.account.id, email: account.state.account.email };
  const stackRef = { id: stack, name: stack };
  const spaceRef = spaces.find((each) => each.name === space);
  return {
    id,
    name,
    web_url: `${app.router.url}/`,
    // There is no git server here: builds come from uploaded sources.
    git_url: `https://git.heroku.com/${name}.git`,
    stack: stackRef,
    build_stack: stackRef,
    region: { id: region, name: region },
    owner,
    team: teams.find((each) => each.name === team) ?? null,
    space: spaceRef ? { id: spaceRef.id, name: spaceRef.name, shield: false } : null,
    internal_routing: false,
    maintenance,
    generation: { id: 'cedar', name: 'cedar' },
    archived_at: null,
    acm: false,
    buildpack_provided_description: app.slug ? 'Container' : null,
    repo_size: null,
    slug_size: null,
    created_at: createdAt,
    updated_at: app.releases.at(-1)?.createdAt ?? createdAt,
    released_at: app.releases.at(-1)?.createdAt ?? null,
  };
}
