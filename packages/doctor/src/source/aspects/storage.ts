import { aspectOf } from '../../aspect.js';
import { biggestTablesSql } from '../../sql/fixes.js';
import { type Fix, failing, notAvailable, ok, warning } from '../../verdict.js';
import { percentWords, sizeWords } from '../../words.js';
import { sourceGroups } from '../groups.js';
import type { SourceFacts } from '../source-facts.js';

const gigabyte = 1024 ** 3;

/** What Heroku's plans hold, by the connections that they allow: from within a plan can be told by nothing else. */
const plans: Readonly<Record<number, readonly { name: string; bytes: number }[]>> = {
  20: [
    { name: 'Essential-0', bytes: gigabyte },
    { name: 'Essential-1', bytes: 10 * gigabyte },
  ],
  40: [{ name: 'Essential-2', bytes: 32 * gigabyte }],
  120: [{ name: 'a plan of the first tier (Standard-0, Premium-0, ...)', bytes: 64 * gigabyte }],
  400: [{ name: 'a plan of the second tier (Standard-2, Premium-2, ...)', bytes: 256 * gigabyte }],
};

const nearShare = 0.8;
/** Past its limit Heroku takes the right to write away. */
const fullShare = 0.95;

const fixes: Fix[] = [
  { kind: 'sql', text: biggestTablesSql, note: 'What takes the room.' },
  { kind: 'command', text: 'heroku pg:info <database>', note: 'What the plan allows, and how full it is.' },
];

export const storage = aspectOf<SourceFacts>()({
  id: 'storage',
  group: sourceGroups.limits,
  title: 'Storage',
  needs: ['size'],
  check({ size: { sizeBytes, limits } }) {
    const possible = limits.flatMap((limit) => plans[limit] ?? []).toSorted((a, b) => a.bytes - b.bytes);
    // Larger than the smaller one allows: it is the next.
    const plan = possible.find(({ bytes }) => sizeBytes <= bytes * 1.05) ?? possible.at(-1);
    if (!plan) {
      return notAvailable(`It has ${sizeWords(sizeBytes)}; how much its plan allows cannot be told from within.`);
    }
    const share = sizeBytes / plan.bytes;
    const isGuess = possible.length > 1 && plan !== possible.at(-1);
    const summary = `It has ${sizeWords(sizeBytes)}, ${percentWords(share)} of the ${sizeWords(plan.bytes)} of ${plan.name}${isGuess ? ', if it is on that plan' : ''}.`;
    if (share < nearShare) return ok(summary);
    const hint = isGuess
      ? `Plans of ${possible.map(({ name }) => name).join(' and ')} look alike from within: heroku pg:info says which it is.`
      : 'Past the limit Heroku takes the right to write away.';
    return share < fullShare || isGuess ? warning(summary, { hint, fixes }) : failing(summary, { hint, fixes });
  },
});
