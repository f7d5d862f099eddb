import type { CollectorDyno } from '../../../api/contract.js';
import { formatValue } from '../../../format/value.js';

// A store that was away for a moment is caught up with in less.
const waitsLongSeconds = 120;
// The shortest intervals are a few seconds; a second of delay is none that anybody sees.
const lateMs = 1_000;

/** `12 fetches, 40 kB`; what is on the disk apart. */
export function bufferText(dyno: CollectorDyno): string {
  const part = (fetches: number | null, bytes: number | null, where: string) =>
    fetches ? `${formatValue(fetches, 'short')} ${where}, ${formatValue(bytes, 'bytes')}` : '';
  const parts = [
    part(dyno.bufferedFetches, dyno.bufferedBytes, 'in memory'),
    part(dyno.spilledFetches, dyno.spilledBytes, 'on its disk'),
  ].filter(Boolean);
  if (dyno.bufferedFetches === null) return formatValue(null, 'short');
  return parts.length > 0 ? parts.join('; ') : 'nothing';
}

/** Ticks and fetches that never became samples, since its start. */
export function lossText({ skipped, dropped, refused }: CollectorDyno): string {
  const parts = [
    [skipped, 'skipped'],
    [dropped, 'dropped'],
    [refused, 'refused'],
  ] as const;
  const lost = parts.filter(([count]) => count).map(([count, what]) => `${formatValue(count, 'short')} ${what}`);
  return lost.length > 0 ? lost.join(', ') : 'none';
}

/** What is wrong with it, in words. */
export function warningsOf(dyno: CollectorDyno): string[] {
  if (!dyno.isAlive) return [];
  const { oldestWaitingSeconds, latenessP99Ms, dropped, refused } = dyno;
  const warnings: string[] = [];
  if (oldestWaitingSeconds !== null && oldestWaitingSeconds > waitsLongSeconds) {
    warnings.push(`The Collector DB has not taken samples for ${formatValue(oldestWaitingSeconds, 's')}`);
  }
  if (latenessP99Ms !== null && latenessP99Ms > lateMs) warnings.push('Fetches begin late: give it fewer sources');
  if (dropped) warnings.push(`${formatValue(dropped, 'short')} fetches found no room while the store was away`);
  if (refused) warnings.push(`The Collector DB did not take ${formatValue(refused, 'short')} fetches`);
  return warnings;
}
