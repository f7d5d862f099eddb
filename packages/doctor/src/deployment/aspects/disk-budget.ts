import { daysLeft, storageWords } from '@pgwatch-heroku/store';
import { aspectOf } from '../../aspect.js';
import { failing, notAvailable, ok, warning } from '../../verdict.js';
import { ageWords, percentWords, sizeWords } from '../../words.js';
import type { DeploymentFacts, Storage } from '../deployment-facts.js';
import { deploymentGroups } from '../groups.js';

/** Time to choose a plan in. */
const soonDays = 14;

const sizeAdvice = {
  hint: 'Set PGWATCH2_STORAGE_MB to the size of the plan, so that history is shortened before it is full.',
  fixes: [
    {
      kind: 'command' as const,
      text: 'heroku config:set PGWATCH2_STORAGE_MB=65536',
      note: 'In MB; of a plan of 64 GB.',
    },
  ],
};

export const diskBudget = aspectOf<DeploymentFacts>()({
  id: 'disk-budget',
  group: deploymentGroups.store,
  title: 'Disk budget',
  needs: ['storage'],
  check({ storage }) {
    const { sizeBytes, budgetBytes, history, level, isCoreOnly } = storage;
    if (sizeBytes === null || history === null) return notAvailable('No collector has looked at it yet.');
    if (budgetBytes === null) {
      return notAvailable(`It has ${sizeWords(sizeBytes)}; how much there is room for is not known.`, sizeAdvice);
    }
    const { hint, kept, origin } = storageWords({ ...storage, sizeBytes, history });
    const summary = `${sizeWords(sizeBytes)} of ${sizeWords(budgetBytes)} are taken (${percentWords(sizeBytes / budgetBytes)})${growthOf(storage)}`;
    const room = `room: ${sizeWords(budgetBytes)}, ${origin}`;
    if (isCoreOnly) {
      return failing(`${summary}; only core metrics are stored until there is room again.`, { details: [room], hint });
    }
    if (level)
      return warning(`${summary}; history is shortened, at level ${level} of 8.`, {
        details: [room, `kept: ${kept}`],
        hint,
      });
    const { shortened: left } = daysLeft(storage);
    if (left !== null && left < soonDays) {
      return warning(`${summary}; history will be shortened in ${ageWords(left * 86_400)}.`, { details: [room], hint });
    }
    // Nobody has said how large the plan is.
    if (storage.budgetOrigin === 'growth') return ok(`${summary}.`, { details: [room], ...sizeAdvice });
    return ok(`${summary}.`, { details: [room] });
  },
});

const growthOf = ({ growthBytesPerDay: growth }: Storage): string =>
  growth === null ? '' : `, ${sizeWords(growth)} come a day`;
