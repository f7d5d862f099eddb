/** The smallest dynos. */
const smallestDynoMb = 512;
/** Where a dyno swaps (R14) it is slow before it is ended: 440 MB of 512 leave room for what the kernel counts on top. */
const usableShare = 440 / 512;
/**
 * Go's heap and stacks. On top come Grafana's program text (about 100 MB of it are touched) and the Node process with
 * up to 135 MB under load (the bench measures it): 200 + 100 + 135 = 435 MB of 512.
 */
const goShare = 200 / 512;

export interface MemoryPlan {
  /** What Grafana and the process that serves it may take together. */
  limitBytes: number;
  /** GOMEMLIMIT, as Go writes it: `200MiB`. */
  goLimit: string;
}

/** Shares a dyno's memory out. */
export function planMemory(dynoMb = smallestDynoMb): MemoryPlan {
  return {
    limitBytes: Math.round(dynoMb * usableShare) * 1024 * 1024,
    goLimit: `${Math.round(dynoMb * goShare)}MiB`,
  };
}
