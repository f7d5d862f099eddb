import type { MetricHealth } from '@pgwatch-heroku/store';
import { aspectOf } from '../../aspect.js';
import { failing, notAvailable, ok, type Verdict, warning } from '../../verdict.js';
import { ageWords, countWords } from '../../words.js';
import { sourceGroups } from '../groups.js';
import type { SourceFacts } from '../source-facts.js';

/** One tick may be skipped for want of time, another be on its way. */
const lateIntervals = 3;
/** A restart of the collector, at its slowest. */
const graceSeconds = 120;

export const freshness = aspectOf<SourceFacts>()({
  id: 'freshness',
  group: sourceGroups.data,
  title: 'Samples arrive',
  needs: ['stored'],
  check({ stored }) {
    if (stored.isDetached || !stored.isEnabled) return notAvailable('It is paused: no samples are expected.');
    // Those that are off have an aspect of their own; whether it is up is no sample of it.
    const metrics = stored.metrics.filter(({ metric, error }) => metric !== 'instance_up' && error === null);
    if (metrics.length === 0) return notAvailable('No metric is asked of it, or all are off.');
    const ages = metrics.flatMap(({ successSecondsAgo }) => successSecondsAgo ?? []);
    if (ages.length === 0) return noneYet(stored.createdSecondsAgo);
    const late = metrics.filter(isLate);
    const latest = `The last sample came ${ageWords(Math.min(...ages))} ago`;
    if (late.length === 0) return ok(`${latest}; all ${countWords(metrics.length, 'metric')} are in time.`);
    const details = late
      .toSorted((a, b) => (b.successSecondsAgo ?? 0) - (a.successSecondsAgo ?? 0))
      .map(
        (one) =>
          `${one.metric}: ${ageWords(one.successSecondsAgo ?? 0)} ago, asked for every ${ageWords(one.intervalSeconds)}`,
      );
    const summary = `${latest}; ${countWords(late.length, 'metric')} of ${metrics.length} are late.`;
    return late.length === metrics.length
      ? failing(summary, { details, ...collectorHelp, mayPass: true })
      : warning(summary, {
          details,
          hint: 'The database may be slow to answer: the collector page shows what each metric costs.',
        });
  },
});

const collectorHelp = {
  fixes: [
    { kind: 'command' as const, text: 'heroku ps', note: 'Does the collector run?' },
    { kind: 'command' as const, text: 'heroku logs --dyno collector', note: 'What it says.' },
  ],
};

function noneYet(createdSecondsAgo: number): Verdict {
  return createdSecondsAgo < graceSeconds
    ? notAvailable('It is new: the first samples are on their way.')
    : failing('No sample has ever come.', { ...collectorHelp, mayPass: true });
}

const isLate = ({ successSecondsAgo: age, intervalSeconds }: MetricHealth): boolean =>
  age !== null && age > intervalSeconds * lateIntervals + graceSeconds;
