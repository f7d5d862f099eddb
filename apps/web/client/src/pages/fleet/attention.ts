import type { SourceSummary } from '../../api/contract.js';

// Metrics of the shortest interval come every minute; five missed ones are no jitter.
const staleAfterMs = 5 * 60_000;

export interface Attention {
  source: SourceSummary;
  /** Lower comes first. */
  urgency: number;
  message: string;
}

/** What is wrong with a source, or null when all is well. Paused is a choice, not a problem. */
export function attentionOf(source: SourceSummary, nowMs: number): Attention | null {
  const reason = source.reason ?? '';
  if (source.state === 'down') return { source, urgency: 0, message: reason || 'It does not answer.' };
  if (source.state === 'unknown') return { source, urgency: 1, message: reason || 'Nothing is known about it yet.' };
  if (source.state === 'up' && source.lastSampleAt && nowMs - Date.parse(source.lastSampleAt) > staleAfterMs) {
    return { source, urgency: 2, message: reason || 'It is up, but no samples arrive. Is the collector running?' };
  }
  if (source.state === 'paused') return null;
  if (source.finding)
    return { source, urgency: source.finding.level === 'error' ? 3 : 4, message: source.finding.text };
  if (source.notice) return { source, urgency: 4, message: source.notice };
  return null;
}

/** What needs attention, the worst first. */
export function attentionList(sources: readonly SourceSummary[], nowMs: number): Attention[] {
  return sources
    .map((source) => attentionOf(source, nowMs))
    .filter((attention) => attention !== null)
    .sort((one, other) => one.urgency - other.urgency || compareNames(one.source, other.source));
}

/** Places in the order of the table: what needs attention, then what runs, then what is paused. */
export function urgencyOf(source: SourceSummary, nowMs: number): number {
  return attentionOf(source, nowMs)?.urgency ?? (source.state === 'paused' ? 6 : 5);
}

export function compareNames(one: SourceSummary, other: SourceSummary): number {
  return one.name.localeCompare(other.name, 'en', { numeric: true });
}
