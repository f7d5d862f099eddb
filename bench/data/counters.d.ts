export interface Counters {
  /** Moves on by one tick and gives, per column, the value of each series as text. */
  next(): string[][];
}

export declare function createCounters(options: {
  columns: readonly { name: string; type: string }[];
  seriesCount: number;
  tickSeconds: number;
}): Counters;

export declare function createRandom(seed: number): () => number;
