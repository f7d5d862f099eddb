import type { HistoryCut, ThinningStep } from './history.js';
import type { Partition } from './list-partitions.js';
import type { Tier } from './partition-name.js';

/** The next thing to do about the history of a metric. */
export type HistoryStep =
  | { kind: 'drop'; partition: Partition }
  | {
      kind: 'thin';
      partition: Partition;
      /** The thinned partition beside it that takes it in; absent where a new one begins. */
      into?: Partition;
      tier: Tier;
      slotSeconds: number;
      /** Bounds of the thinned partition afterwards. */
      from: Date;
      to: Date;
    };

/**
 * Decides by ages alone, so that it does not matter when it was last asked, by whom, or how far the work had come. What
 * is not wholly older than an age counts as younger.
 *
 * @param partitions of one metric, oldest first.
 */
export function planStep(partitions: readonly Partition[], cut: HistoryCut, now: Date): HistoryStep | undefined {
  const isPast = ({ to }: Partition, ageMs: number) => to.getTime() <= now.getTime() - ageMs;
  const old = partitions.find((partition) => isPast(partition, cut.dropAfterMs));
  if (old) return { kind: 'drop', partition: old };
  for (const [index, partition] of partitions.entries()) {
    const step = cut.thinning.findLast(({ afterMs }) => isPast(partition, afterMs));
    if (step && isCoarser(step.tier, partition.tier)) return thin(partitions, index, step);
  }
  return undefined;
}

function thin(partitions: readonly Partition[], index: number, { tier, slotSeconds, maxSpanMs }: ThinningStep) {
  const partition = partitions[index] as Partition;
  // Only those right beside it: what takes it in also takes the gap between them, and nothing else may be there.
  const into = [partitions[index - 1], partitions[index + 1]].find(
    (other) => other?.tier === tier && spanMs(other, partition) <= maxSpanMs,
  );
  const { from, to } = into ? hull(into, partition) : partition;
  return { kind: 'thin' as const, partition, ...(into ? { into } : {}), tier, slotSeconds, from, to };
}

const order: readonly Tier[] = ['raw', 'tenMinutes', 'hour'];
const isCoarser = (tier: Tier, than: Tier) => order.indexOf(tier) > order.indexOf(than);

const hull = (a: Partition, b: Partition) => ({
  from: a.from < b.from ? a.from : b.from,
  to: a.to > b.to ? a.to : b.to,
});

function spanMs(a: Partition, b: Partition): number {
  const { from, to } = hull(a, b);
  return to.getTime() - from.getTime();
}
