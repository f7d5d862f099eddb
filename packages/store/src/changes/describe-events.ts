import type { ObjectEvent } from './compare-snapshot.js';
import { eventTables } from './event-tables.js';

/** The sentence that dashboards show beside their charts; pgwatch's words, so that what looks for them finds it. */
export function describeEvents(source: string, events: readonly ObjectEvent[]): string {
  const sentences: string[] = [];
  if (events.some(({ kind, event }) => kind === 'server' && event === 'alter')) {
    sentences.push(`Detected server restart (or failover) of "${source}"`);
  }
  const parts = Object.entries(eventTables).flatMap(([kind, { plural }]) => {
    const count = (wanted: ObjectEvent['event']) =>
      events.filter(({ kind: other, event }) => other === kind && event === wanted).length;
    const counts = [count('create'), count('alter'), count('drop')];
    return counts.some((n) => n > 0) ? [`${plural} ${counts.join('/')}`] : [];
  });
  if (parts.length > 0) {
    sentences.push(`Detected changes for "${source}" [Created/Altered/Dropped]: ${parts.join(', ')}`);
  }
  return sentences.join('; ');
}
