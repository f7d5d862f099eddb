/** One thing that is measured: pgwatch's name, columns, tags and units, with SQL of our own. */
export interface Metric {
  name: string;
  /** One sentence for those who choose metrics. */
  description: string;
  /**
   * SQL per PostgreSQL major: the entry with the highest `minMajor` that the server reaches is taken. Empty for a
   * metric that the collector makes up itself (instance_up).
   *
   * The SQL gives one row (no `tag_*` column) or many (with `tag_*` columns), has no parameter and no semicolon at its
   * end, and can stand in `FROM (<sql>) m`.
   *
   * `{{pg_stat_activity}}`, `{{pg_stat_replication}}` and `{{pg_stat_statements}}` stand for the schema-qualified name of
   * that view, or for the call of the helper function that shows the same to a role without pg_monitor: name the columns
   * and give it an alias. `{{pg_stat_statements}}(false)` is the view without the texts, where it can be had.
   *
   * A column `loose_tag_x` is a tag for dashboards and a value for us: what is another one at every fetch (a pid) must
   * not be a series. It is stored as the value `tag_x`, and the view in pgwatch's shape shows it among the tags.
   */
  versions: readonly MetricVersion[];
  appliesTo: 'any' | 'primary' | 'standby';
  requiresExtension?: string;
  /** The metric whose table the rows go to; its own when absent. */
  storedAs?: string;
  /**
   * SQL that gives one row: a reason, null where this server and role let the metric work, and a hint. Asked before the
   * metric itself, where that would fail or give nothing for want of a right.
   */
  availability?: string;
  /** Where the connection's own statement_timeout is too short. */
  statementTimeoutMs?: number;
  details?: MetricDetails;
  storage?: MetricStorage;
}

/** How the store keeps a metric: every fetch while it is young, one per ten minutes later, then one per hour. */
export interface MetricStorage {
  /**
   * `large` fills most of a store: its partitions are days. `slow` is fetched every hour or less often, so that there is
   * nothing to thin. Default `small`.
   */
  volume?: 'large' | 'small' | 'slow';
  /** A list of what is at one moment: a fetch says nothing about those left out. Kept as long as every fetch is, no longer. */
  isMomentary?: true;
  /**
   * Gauges that would lose their peaks: of a slot that is thinned, the fetches with their highest and lowest value stay
   * beside the last one. With tags, the sum over all series counts. Counters need none: their differences add up. Four
   * at most, or hardly anything would be thinned.
   */
  peaks?: readonly string[];
  /**
   * A fetch that finds no row is stored too, as one without series: what is counted is an average over all fetches, and one
   * that found nothing counts 0.
   */
  keepsEmpty?: true;
  /** Still stored when the store is nearly full. */
  isCore?: true;
  /**
   * Columns of a metric of one row whose values always fit four bytes: stored as `int4`, half the space. A value beyond
   * would be refused with its whole fetch, so counters that might get there are cut in the SQL.
   */
  narrow?: readonly string[];
}

export interface MetricVersion {
  minMajor: number;
  sql: string;
}

/** Constant text that is too long to be read at every fetch: it is read once per new series and stored in its tags. */
export interface MetricDetails {
  /** The tag, without `tag_`, whose values identify what is asked for. */
  tag: string;
  /** $1 is a text[] of values of `tag`; gives rows of that tag and the texts to add, named as their tags. */
  sql: string;
}

/** A set of metrics with their intervals. */
export interface Preset {
  name: string;
  description: string;
  /** Seconds between two fetches, per metric. */
  metrics: Readonly<Record<string, number>>;
}
