import type { FormationUpdate, HerokuClient, ProcessType } from '@pgwatch-heroku/heroku-api';
import { AppError } from '@pgwatch-heroku/shared';
import type { DynoSize } from './layout.js';

/** Sizes that nobody chose: Heroku's own and app.json's. */
const defaultSizes = ['eco', 'basic'];
/** Heroku lists the release phase as if it were a process type. */
const notScaled = 'release';

/**
 * Has one dyno at least of each wanted process type and none of the others, which get a size all the same: Heroku does
 * not mix Basic with others. More dynos, or another size that somebody chose meanwhile, stay.
 *
 * @returns what was changed, as `collector=1:standard-2x`.
 * @throws AppError `unavailable` while Heroku does not know a process type, which comes with a release; HerokuApiError.
 */
export async function ensureFormation(
  client: HerokuClient,
  app: string,
  wanted: Readonly<Record<string, DynoSize>>,
): Promise<string[]> {
  const present = (await client.formation.get(app)).filter(({ type }) => type !== notScaled);
  const missing = Object.keys(wanted).filter((name) => present.every(({ type }) => type !== name));
  if (missing.length > 0) {
    throw new AppError('unavailable', `App ${app} has no process type ${missing.join(' and ')} yet`, {
      hint: `Its last release may have failed: heroku releases --app ${app}, then heroku releases:output --app ${app}.`,
    });
  }
  const other = Object.values(wanted)[0];
  const updates = present.flatMap((each) => changeOf(each, wanted[each.type], other) ?? []);
  if (updates.length > 0) await client.formation.update(app, updates);
  return updates.map(({ type, quantity, size }) => `${type}=${quantity}${size === undefined ? '' : `:${size}`}`);
}

function changeOf(
  { type, quantity: present, size: presentSize }: ProcessType,
  wanted: DynoSize | undefined,
  other: DynoSize | undefined,
): FormationUpdate | undefined {
  const quantity = wanted === undefined ? 0 : Math.max(1, present);
  const target = wanted ?? (other && { ...other, isChosen: false });
  const now = presentSize.toLowerCase();
  const isToChange = target && target.size !== now && (target.isChosen || defaultSizes.includes(now));
  if (quantity === present && !isToChange) return undefined;
  return { type, quantity, ...(isToChange ? { size: target.size } : {}) };
}
