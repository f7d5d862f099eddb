/** How much of what was fetched a partition holds: every fetch, one per ten minutes, one per hour. */
export type Tier = 'raw' | 'tenMinutes' | 'hour';

const letters: Record<Tier, string> = { raw: '', tenMinutes: 't', hour: 'h' };

/** What the names of partitions end in, as a regular expression that PostgreSQL understands as well. */
export const partitionEnding = '_[th]?\\d{8}(\\d{2})?$';

/** `db_stats_20261122`, `db_stats_t20261122`, `db_stats_h2026112206`: tier and beginning, the hour where it is not midnight. */
export function partitionName(metric: string, tier: Tier, from: Date): string {
  const digits = from.toISOString().replace(/\D/g, '').slice(0, 10);
  return `${metric}_${letters[tier]}${digits.replace(/(?<=^\d{8})00$/, '')}`;
}

/** The tier of a partition by its name. */
export function tierOf(name: string): Tier {
  const letter = /_([th]?)\d+$/.exec(name)?.[1];
  return letter === 't' ? 'tenMinutes' : letter === 'h' ? 'hour' : 'raw';
}
