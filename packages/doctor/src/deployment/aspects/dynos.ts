import { aspectOf } from '../../aspect.js';
import { failing, ok, warning } from '../../verdict.js';
import { ageWords, listWords } from '../../words.js';
import type { DeploymentFacts } from '../deployment-facts.js';
import { deploymentGroups } from '../groups.js';

/** It reports every 20 s; a restart takes less than two minutes. */
const aliveSeconds = 180;

const fixes = [
  { kind: 'command' as const, text: 'heroku ps:scale collector=1', note: 'If it is off.' },
  { kind: 'command' as const, text: 'heroku logs --dyno collector', note: 'What it says.' },
];

export const dynos = aspectOf<DeploymentFacts>()({
  id: 'dynos',
  group: deploymentGroups.collector,
  title: 'Collector dynos',
  needs: ['collectors'],
  check({ collectors: { dynos: all, nowSeconds } }) {
    const alive = all.filter(({ seenAt }) => nowSeconds - seenAt <= aliveSeconds);
    const details = all.map(
      ({ dyno, version, seenAt }) => `${dyno}: version ${version}, seen ${ageWords(nowSeconds - seenAt)} ago`,
    );
    if (alive.length === 0) {
      const since =
        all.length === 0
          ? 'within a day'
          : `for ${ageWords(nowSeconds - Math.max(...all.map(({ seenAt }) => seenAt)))}`;
      return failing(`No collector has reported ${since}: nothing is gathered.`, { details, fixes, mayPass: true });
    }
    const lost = alive.filter(({ info }) => Number(info['dropped'] ?? 0) + Number(info['refused'] ?? 0) > 0);
    if (lost.length > 0) {
      const words = lost.map(
        ({ dyno, info }) =>
          `${dyno}: ${Number(info['dropped'] ?? 0)} had no room, ${Number(info['refused'] ?? 0)} were refused`,
      );
      return warning(`Samples were lost since the last start of ${listWords(lost.map(({ dyno }) => dyno))}.`, {
        details: words,
        hint: 'They wait in memory and on disk while the Collector DB is away: PGWATCH2_BUFFER_MB and PGWATCH2_SPILL_MB say how many.',
        fixes: [{ kind: 'page', text: '/collector', note: 'Buffers, errors and costs.' }],
      });
    }
    const versions = new Set(alive.map(({ version }) => version));
    if (versions.size > 1)
      return warning(`Dynos of ${versions.size} versions are at work: a deploy is under way.`, { details });
    return ok(`${listWords(alive.map(({ dyno }) => dyno))} at work.`, { details });
  },
});
