import type { SourceState, SourceSummary } from '../../api/contract.js';

export interface SourceFilter {
  /** Words; each has to be in the name, the variable, the group, the preset or a tag. */
  text: string;
  state: SourceState | '';
  /** Of one group; null is of no group, undefined of any. */
  group: string | null | undefined;
}

export const noFilter: SourceFilter = { text: '', state: '', group: undefined };

/** In the order of their names. */
export function filterSources(sources: readonly SourceSummary[], filter: SourceFilter): SourceSummary[] {
  const words = filter.text.toLowerCase().split(/\s+/).filter(Boolean);
  return sources
    .filter((source) => {
      if (filter.state && source.state !== filter.state) return false;
      if (filter.group !== undefined && source.group !== filter.group) return false;
      const text = textOf(source);
      return words.every((word) => text.includes(word));
    })
    .sort((one, other) => one.name.localeCompare(other.name, 'en', { numeric: true }));
}

function textOf({ name, variable, group, preset, tags }: SourceSummary): string {
  const pairs = Object.entries(tags).map(([key, value]) => `${key}=${value}`);
  return [name, variable, group, preset, ...pairs].join('\n').toLowerCase();
}

export function groupsOf(sources: readonly SourceSummary[]): string[] {
  return [...new Set(sources.flatMap(({ group }) => group ?? []))].sort();
}
