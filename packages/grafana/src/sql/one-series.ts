/** What chooses one series of a metric: the tag, and the parameter that it is compared with. */
export interface OneSeries {
  metric: string;
  tag: string;
  parameter: 'queryid' | 'table' | 'sproc';
}

/**
 * A column of a metric with tags, of one series only: null in fetches that do not have it. With it such a metric is like
 * one without tags. Where several series bear the tag (a function that was made anew), the youngest is meant.
 */
export const elementOf =
  ({ metric, tag, parameter }: OneSeries) =>
  (column: string): string =>
    `${column}[array_position(series, (
        SELECT max(id) FROM pgwatch2.series
        WHERE source_id = :source AND metric = '${metric}' AND tags ->> '${tag}' = :${parameter}))]`;
