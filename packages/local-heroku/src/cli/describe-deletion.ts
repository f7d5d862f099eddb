import type { LocalHeroku } from '../local-heroku.js';

/** The last words of `npm start` after its app was deleted. */
export function describeDeletion({ account }: Pick<LocalHeroku, 'account'>): string {
  const { name } = account.first.state;
  const others = account.apps.map(({ state }) => state.name);
  const kept = others.length === 0 ? '' : ` Kept: ${others.join(', ')}.`;
  if (account.leftBehind.length > 0) {
    return `App ${name} was deleted, but ${account.leftBehind.join('; ')}. npm start begins anew beside that; npm start -- --reset removes it.${kept}`;
  }
  return `App ${name} was deleted, with its databases and all that was gathered. npm start begins anew.${kept}`;
}
