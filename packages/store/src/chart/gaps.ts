/** Three ticks in a row that are missing are a gap, not jitter. */
const missingTicks = 3;

const near = (from: string, to: string) =>
  `min(apart) OVER (PARTITION BY source_id ORDER BY time ROWS BETWEEN ${from} AND ${to})`;

/**
 * The distance between two ticks that is usual near a fetch. Intervals change, so it is looked for close by, on the side
 * where it is longer.
 */
const usual = `coalesce(greatest(${near('5 PRECEDING', '1 PRECEDING')}, ${near('1 FOLLOWING', '5 FOLLOWING')}), apart)`;

/** Seconds for which thinned history keeps one fetch and perhaps its peaks; the name of the partition tells. */
const slotOf = (partition: string) =>
  `CASE WHEN ${partition}::regclass::text ~ '_h[0-9]+$' THEN 3600 WHEN ${partition}::regclass::text ~ '_t[0-9]+$' THEN 600 ELSE 0 END`;

/**
 * Whether more is missing before a fetch than jitter and thinning explain, from columns `apart` (seconds since the tick
 * before), `partition` and `previous_partition` (oids). Names are looked up last, and only for the few that need it.
 */
export const isGap = `coalesce(
    apart > ${missingTicks} * ${usual}
      AND apart > ${missingTicks} * greatest(${slotOf('partition')}, ${slotOf('previous_partition')}),
    false)`;
