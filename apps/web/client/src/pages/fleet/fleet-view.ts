import type { SourceSummary } from '../../api/contract.js';
import { attentionOf, compareNames, urgencyOf } from './attention.js';
import { fleetColumns } from './fleet-columns.js';

export interface FleetView {
  text: string;
  /** A state, or `attention`; empty for all. */
  state: string;
  /** `-` for those without a group; empty for all. */
  group: string;
  /** Id of a column, with a minus before it for the other way round; empty: what needs attention first. */
  sort: string;
  isGrouped: boolean;
}

export interface FleetGroup {
  /** null: those without one, or all when nothing is grouped. */
  name: string | null;
  sources: SourceSummary[];
}

export const noGroup = '-';

/** What the table shows: filtered, sorted, in groups by their names. */
export function viewFleet(sources: readonly SourceSummary[], view: FleetView, nowMs: number): FleetGroup[] {
  const words = view.text.toLowerCase().split(/\s+/).filter(Boolean);
  const shown = sources.filter(
    (source) =>
      (view.state === '' ||
        (view.state === 'attention' ? attentionOf(source, nowMs) !== null : source.state === view.state)) &&
      (view.group === '' || (source.group ?? noGroup) === view.group) &&
      words.every((word) => textOf(source).includes(word)),
  );
  const sorted = sortFleet(shown, view.sort, nowMs);
  if (!view.isGrouped) return sorted.length > 0 ? [{ name: null, sources: sorted }] : [];
  return groupsOf(sorted).map((name) => ({ name, sources: sorted.filter(({ group }) => group === name) }));
}

/** Names of groups, those without one at the end. */
export function groupsOf(sources: readonly SourceSummary[]): (string | null)[] {
  const names = [...new Set(sources.map(({ group }) => group))];
  return names.sort((one, other) => {
    if (one === null || other === null) return Number(one === null) - Number(other === null);
    return one.localeCompare(other, 'en', { numeric: true });
  });
}

function sortFleet(sources: readonly SourceSummary[], sort: string, nowMs: number): SourceSummary[] {
  const column = fleetColumns.find(({ id }) => id === sort.replace(/^-/, ''));
  const keyed = sources.map((source) => {
    const urgency = urgencyOf(source, nowMs);
    return { source, key: column ? column.valueOf(source, urgency) : urgency };
  });
  // Numbers begin with the highest.
  const sign = (column?.isNumber ? -1 : 1) * (column && sort.startsWith('-') ? -1 : 1);
  keyed.sort((one, other) => compare(one.key, other.key, sign) || compareNames(one.source, other.source));
  return keyed.map(({ source }) => source);
}

/** What was not measured comes last in both directions. */
function compare(one: string | number | null, other: string | number | null, sign: number): number {
  if (one === null || other === null) return Number(one === null) - Number(other === null);
  if (typeof one === 'number' && typeof other === 'number') return sign * (one - other);
  return sign * String(one).localeCompare(String(other), 'en', { numeric: true });
}

function textOf({ name, variable, group, preset, serverVersion, tags, isInRecovery }: SourceSummary): string {
  const role = isInRecovery === null ? '' : isInRecovery ? 'standby' : 'primary';
  const pairs = Object.entries(tags).map(([tag, value]) => `${tag}=${value}`);
  return [name, variable, group, preset, serverVersion, role, ...pairs].join(' ').toLowerCase();
}

/** The sorting after a press on a column: its way, the other way, and back to what needs attention first. */
export function nextSort(sort: string, column: string): string {
  if (sort === column) return `-${column}`;
  return sort === `-${column}` ? '' : column;
}
