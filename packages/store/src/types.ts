/**
 * Types of a value column; everything that a metric gives fits one of the wide ones. `int4` is for numbers that a metric
 * says are small: half the space in a row of plain columns, which PostgreSQL does not compress.
 */
export type ColumnType = 'int8' | 'int4' | 'float8' | 'bool' | 'text';

/** What a metric's query gives: its tags (without `tag_`), empty for a metric of one row, and its values. */
export interface MetricShape {
  metric: string;
  tags: string[];
  columns: { name: string; type: ColumnType }[];
}

/** One fetch of one metric from one source: one row of `samples.<metric>`. */
export interface Fetch {
  sourceId: number;
  metric: string;
  /** The scheduled instant: with the source, the key of the row. */
  tick: Date;
  /** When it really was fetched, by the collector's clock: what rates use. */
  fetchedAt: Date;
  /** Names of the value columns, in the order of `values`. */
  columns: string[];
  /** Text straight from the wire: scalars, or array literals `{1,2}` for a metric with tags. */
  values: (string | null)[];
  /** Ids of the series that the array elements belong to; null for a metric without tags. */
  series: number[] | null;
}

/** A monitored database. */
export interface Source {
  id: number;
  name: string;
  /** Config var that its URL is in; null for one added by URL. */
  variable: string | null;
  preset: string;
  /** In the place of `preset` while it is a standby. */
  presetStandby: string | null;
  enabled: boolean;
  /** Since when its attachment is gone; its history stays. */
  detachedAt: Date | null;
  group: string | null;
  /** The URL of one that was added by URL, as SourceUrlBox of the shared package opens it. */
  sealedUrl: string | null;
}
