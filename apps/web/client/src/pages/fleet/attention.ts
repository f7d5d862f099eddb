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
  if (source.notice && source.state !== 'paused') return { source, urgency: 3, message: source.notice };
  return null;
}

/** What needs attention, the worst first. */
export function attentionList(sources: SourceSummary[], nowMs: number): Attention[] {
  return sources
    .map((source) => attentionOf(source, nowMs))
    .filter((attention) => attention !== null)
    .sort((one, other) => one.urgency - other.urgency || compareNames(one.source, other.source));
}

/** The order of the table: what needs attention, then what runs, then what is paused; by name within each. */
export function sortSources(sources: SourceSummary[], nowMs: number): SourceSummary[] {
  const rank = (source: SourceSummary) => attentionOf(source, nowMs)?.urgency ?? (source.state === 'paused' ? 5 : 4);
  return [...sources].sort((one, other) => rank(one) - rank(other) || compareNames(one, other));
}

function compareNames(one: SourceSummary, other: SourceSummary): number {
  return one.name.localeCompare(other.name, 'en', { numeric: true });
}
