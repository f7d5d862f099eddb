import { hashOf } from '../hash.js';

export interface Shares {
  /** Slots of the dynos that are there. */
  slots: readonly number[];
  sources: readonly number[];
  /** Slot of the dyno that holds a source now; undefined while it is free. */
  holderOf: (sourceId: number) => number | undefined;
}

/** Which dyno a source is drawn to. The mixing at the end keeps neighbouring ids apart. */
const pull = (sourceId: number, slot: number): number => {
  const hash = hashOf(`${slot}/${sourceId}`);
  return Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d) >>> 0;
};

/**
 * Who should fetch what: shares that differ by one source at most, with as few moves as that allows. Every dyno
 * computes it for itself; those that see the same come to the same result.
 */
export function planShares({ slots, sources, holderOf }: Shares): Map<number, number> {
  const plan = new Map<number, number>();
  if (slots.length === 0) return plan;
  const held = new Map<number, number[]>(slots.map((slot) => [slot, []]));
  const loose: number[] = [];
  for (const source of [...sources].sort((a, b) => a - b)) {
    const holder = holderOf(source);
    (holder === undefined ? loose : (held.get(holder) ?? loose)).push(source);
  }
  // What does not divide evenly stays with those that have the most.
  const byLoad = [...held].sort(([a, left], [b, right]) => right.length - left.length || a - b);
  const share = Math.floor(sources.length / slots.length);
  const extra = sources.length % slots.length;
  const room = new Map<number, number>();
  for (const [rank, [slot, own]] of byLoad.entries()) {
    const target = share + (rank < extra ? 1 : 0);
    if (own.length > target) own.sort((a, b) => pull(b, slot) - pull(a, slot));
    for (const source of own.slice(0, target)) plan.set(source, slot);
    loose.push(...own.slice(target));
    room.set(slot, Math.max(0, target - own.length));
  }
  for (const source of loose.sort((a, b) => a - b)) {
    let best: number | undefined;
    for (const [slot, left] of room) {
      if (left > 0 && (best === undefined || pull(source, slot) > pull(source, best))) best = slot;
    }
    if (best === undefined) break;
    plan.set(source, best);
    room.set(best, (room.get(best) ?? 0) - 1);
  }
  return plan;
}
