export interface LegendContent {
  times: number[];
  values: (number | null)[][];
  ghosts: { values: (number | null)[] }[];
}

export interface LegendPoint {
  /** Seconds since the epoch: where the pointer is, or of the newest sample; null when there is none. */
  time: number | null;
  pointedAt: boolean;
  values: (number | null)[];
  /** The same moment of the period before. */
  ghosts: (number | null)[];
}

export type LegendStore = ReturnType<typeof createLegendStore>;

/**
 * What the legend says, kept outside of React's state: the pointer moves on a dozen charts at once, and only the
 * numbers may be painted again, not the charts.
 */
export function createLegendStore() {
  let content: LegendContent = { times: [], values: [], ghosts: [] };
  let index: number | null = null;
  const listeners = new Set<(point: LegendPoint) => void>();

  function point(): LegendPoint {
    const at = index !== null && index < content.times.length ? index : null;
    const ghostAt = at ?? newestIndex(content);
    const ghosts = content.ghosts.map(({ values }) => values[ghostAt ?? -1] ?? null);
    if (at !== null) {
      const values = content.values.map((line) => line[at] ?? null);
      return { time: content.times[at] ?? null, pointedAt: true, values, ghosts };
    }
    const time = content.times[ghostAt ?? -1] ?? null;
    return { time, pointedAt: false, values: content.values.map(lastKnown), ghosts };
  }

  function tell(): void {
    for (const listener of listeners) listener(point());
  }

  return {
    show(next: LegendContent): void {
      content = next;
      tell();
    },
    pointAt(next: number | null): void {
      if (next === index) return;
      index = next;
      tell();
    },
    subscribe(listener: (point: LegendPoint) => void): () => void {
      listeners.add(listener);
      listener(point());
      return () => listeners.delete(listener);
    },
  };
}

function newestIndex({ times, values }: LegendContent): number | null {
  for (let index = times.length - 1; index >= 0; index -= 1) {
    if (values.some((line) => typeof line[index] === 'number')) return index;
  }
  return null;
}

function lastKnown(values: (number | null)[]): number | null {
  for (let index = values.length - 1; index >= 0; index -= 1) {
    const value = values[index];
    if (value !== null && value !== undefined) return value;
  }
  return null;
}
