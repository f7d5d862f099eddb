import type { FetchCounts, MetricState, SourceRow } from '@pgwatch-heroku/store';
import type { Family } from './family.js';

const seconds = (date: Date | null) => (date ? date.getTime() / 1_000 : null);

/** Sources, and the metrics of those that are monitored. */
export function sourceFamilies(
  sources: readonly SourceRow[],
  metrics: readonly MetricState[],
  counts: readonly FetchCounts[],
): Family[] {
  const isMonitored = ({ isEnabled, detachedAt }: SourceRow) => isEnabled && !detachedAt;
  const monitored = sources.filter(isMonitored);
  const ofSource = make(({ name }: SourceRow) => ({ source: name }));
  const ofMetric = make(({ source, metric }: { source: string; metric: string }) => ({ source, metric }));
  return [
    ofSource(
      'source_monitored',
      'gauge',
      '1 for a database that is monitored, 0 for one that is paused.',
      sources,
      (s) => Number(isMonitored(s)),
    ),
    ofSource('source_up', 'gauge', '1 when the database answered the last time it was asked.', monitored, ({ isUp }) =>
      isUp === null ? null : Number(isUp),
    ),
    ofSource('source_checked_timestamp_seconds', 'gauge', 'When it was last asked.', monitored, ({ checkedAt }) =>
      seconds(checkedAt),
    ),
    ofSource(
      'source_last_sample_timestamp_seconds',
      'gauge',
      'When anything was last fetched from it; whether it answers does not count.',
      monitored,
      ({ lastSampleAt }) => seconds(lastSampleAt),
    ),
    ofMetric('metric_failing', 'gauge', '1 while the metric cannot be fetched or stored.', metrics, ({ isFailing }) =>
      Number(isFailing),
    ),
    ofMetric(
      'metric_last_success_timestamp_seconds',
      'gauge',
      'When the metric was last fetched.',
      metrics,
      ({ lastSuccessAt }) => lastSuccessAt,
    ),
    ofMetric(
      'metric_last_error_timestamp_seconds',
      'gauge',
      'When the metric last failed.',
      metrics,
      ({ lastErrorAt }) => lastErrorAt,
    ),
    ofMetric('metric_last_duration_seconds', 'gauge', 'How long the last fetch took.', metrics, ({ durationMs }) =>
      durationMs === null ? null : durationMs / 1_000,
    ),
    ofMetric('metric_last_rows', 'gauge', 'Rows that the last fetch brought.', metrics, ({ rows }) => rows),
    ofMetric('metric_fetches', 'counter', 'Fetches that worked.', counts, ({ fetches }) => fetches),
    ofMetric('metric_failures', 'counter', 'Fetches that failed.', counts, ({ failures }) => failures),
    ofMetric(
      'metric_skipped_ticks',
      'counter',
      'Ticks that were due and not fetched.',
      counts,
      ({ skipped }) => skipped,
    ),
    ofMetric('metric_rows', 'counter', 'Rows that fetches brought.', counts, ({ rows }) => rows),
    ofMetric(
      'metric_duration_seconds',
      'counter',
      'Time that fetches took.',
      counts,
      ({ durationMs }) => durationMs / 1_000,
    ),
  ];
}

function make<T>(labelsOf: (item: T) => Record<string, string>) {
  return <I extends T>(
    name: string,
    type: Family['type'],
    help: string,
    items: readonly I[],
    read: (item: I) => number | null,
  ): Family => ({
    name: `pgwatch2_${name}`,
    type,
    help,
    samples: items.flatMap((item) => {
      const value = read(item);
      return value === null ? [] : [{ labels: labelsOf(item), value }];
    }),
  });
}
