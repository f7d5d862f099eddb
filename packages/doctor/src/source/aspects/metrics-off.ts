import { aspectOf } from '../../aspect.js';
import { notAvailable, ok, warning } from '../../verdict.js';
import { countWords } from '../../words.js';
import { sourceGroups } from '../groups.js';
import type { SourceFacts } from '../source-facts.js';

export const metricsOff = aspectOf<SourceFacts>()({
  id: 'metrics-off',
  group: sourceGroups.data,
  title: 'Metrics that are off',
  needs: ['stored'],
  check({ stored: { metrics, isDetached, isEnabled, isUp } }) {
    if (isDetached || !isEnabled) return notAvailable('It is paused: nothing is asked of it.');
    if (isUp === null) return notAvailable('The collector has not connected to it yet.');
    const off = metrics.filter(({ error }) => error !== null);
    const partial = metrics.filter(({ error, warning: text }) => error === null && text !== null);
    if (off.length + partial.length === 0) return ok(`None: all ${countWords(metrics.length, 'metric')} work.`);
    const hints = new Set([...off, ...partial].flatMap(({ hint }) => hint ?? []));
    const said = [
      ...(off.length > 0 ? [`${countWords(off.length, 'metric')} off`] : []),
      ...(partial.length > 0 ? [`${countWords(partial.length, 'metric')} not stored in full`] : []),
    ];
    return warning(`${said.join(', ')}, of ${metrics.length} that are asked for.`, {
      details: [
        ...off.map(({ metric, error }) => `${metric}: ${error}`),
        ...partial.map(({ metric, warning: text }) => `${metric}: ${text}`),
      ],
      hint: [...hints].slice(0, 3).join(' ') || 'Each is tried again by itself, after half an hour at the latest.',
    });
  },
});
