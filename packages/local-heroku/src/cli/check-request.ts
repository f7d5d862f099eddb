import { AppError } from '@pgwatch-heroku/shared';
import { parsePlan, service } from '../addons/plans.js';
import type { AppJson } from '../manifest/app-json.js';
import { resetCommand } from '../state/state-dir.js';
import type { StartCommandOptions } from './start-command.js';

interface Request extends Pick<StartCommandOptions, 'repoDir' | 'stateDir' | 'plan' | 'topology'> {
  /** Whether nothing is deployed here, or what is will be deleted first. */
  isNew: boolean;
}

/**
 * What cannot come to a good end is refused before anything is made: a plan that is not offered, and an app without the
 * database that its own set-up would only ask for in the end. Returns what to warn of: choices of a new app, made where
 * there is one already.
 *
 * @throws AppError `configuration`
 */
export function checkRequest(app: AppJson, { repoDir, stateDir, plan, topology, isNew }: Request): string | undefined {
  if (plan !== undefined) {
    const parsed = parsePlan(`${service}:${plan}`);
    if ('mistake' in parsed) {
      throw new AppError('configuration', `--plan ${plan}: ${parsed.mistake}`, {
        hint: 'Nothing was changed. A plan is named as in standard-0; without --plan app.json decides.',
      });
    }
  }
  if (isNew && !(app.addons ?? []).some((addon) => typeof addon !== 'string' && addon.as === 'DATABASE')) {
    throw new AppError('configuration', 'app.json names no add-on as DATABASE, and nothing works without it', {
      hint: `Nothing was changed. Put it back under addons: { "plan": "${service}:essential-0", "as": "DATABASE" }`,
    });
  }
  const choices = [plan === undefined ? [] : '--plan', topology === undefined ? [] : '--topology'].flat();
  if (isNew || choices.length === 0) return undefined;
  return `${choices.join(' and ')} ${choices.length === 1 ? 'is' : 'are'} for a new deployment, and here is one already: ${resetCommand(stateDir, repoDir)} begins anew`;
}
