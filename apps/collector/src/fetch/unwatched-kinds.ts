import { maxWatched } from '@pgwatch-heroku/metrics';
import { eventTables } from '@pgwatch-heroku/store';
import type { Cut } from './cut.js';
import type { Fetched } from './fetch-metric.js';
import type { MetricPlan } from './metric-plan.js';

/** Of change_events: whether all objects of a kind were listed. */
const column = 'is_watched';

/** Which kinds of objects a snapshot leaves out for their number; undefined when it has all, or is none. */
export function unwatchedKinds({ shape }: Pick<MetricPlan, 'shape'>, { tags, values }: Fetched): Cut | undefined {
  const flags = values[shape.columns.findIndex(({ name }) => name === column)];
  if (shape.metric !== 'change_events' || !flags || !/[{,]f\b/.test(flags)) return undefined;
  const kinds = JSON.parse(tags ?? '[]') as [string][];
  const isWatched = flags.slice(1, -1).split(',');
  const left = kinds.filter((_, i) => isWatched[i] === 'f').map(([kind]) => eventTables[kind]?.plural ?? kind);
  return {
    warning: `has more than ${maxWatched} ${left.join(' and ')}: what is made, altered and dropped of these is not noticed`,
    hint: 'All else is watched as before. To list so many at each fetch would be a burden for the database.',
  };
}
