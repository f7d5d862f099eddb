/** Figures of one name, as Prometheus calls them. */
export interface Family {
  /** Without `_total`, which counters get when they are written. */
  name: string;
  help: string;
  type: 'gauge' | 'counter';
  samples: Sample[];
}

export interface Sample {
  labels: Readonly<Record<string, string>>;
  value: number;
}
