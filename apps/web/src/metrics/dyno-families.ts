import type { DynoRow } from '@pgwatch-heroku/store';
import type { Family } from './family.js';

/** Figure that a dyno tells -> its name here, without the prefix; those in ms become seconds. */
const figures: readonly (readonly [figure: string, type: Family['type'], name: string, help: string])[] = [
  ['sources', 'gauge', 'sources', 'Databases that this dyno fetches from.'],
  ['sourcesUp', 'gauge', 'sources_up', 'Those of them that answer.'],
  ['fetches', 'counter', 'fetches', 'Fetches that worked.'],
  ['failures', 'counter', 'failures', 'Fetches that failed.'],
  ['skipped', 'counter', 'skipped_ticks', 'Ticks that were due and not fetched.'],
  ['rows', 'counter', 'rows', 'Rows that fetches brought.'],
  ['written', 'counter', 'fetches_written', 'Fetches that were stored.'],
  ['duplicates', 'counter', 'fetches_duplicate', 'Fetches that were stored already.'],
  ['tooOld', 'counter', 'fetches_too_old', 'Fetches that came when their time was not kept any more.'],
  [
    'refused',
    'counter',
    'fetches_refused',
    'Fetches that were not stored: for what is in them, or because the Collector DB was nearly full.',
  ],
  ['dropped', 'counter', 'fetches_dropped', 'Fetches that were lost because the buffer was full.'],
  ['buffered', 'gauge', 'buffered_fetches', 'Fetches that wait to be stored, those on disk included.'],
  ['bufferedBytes', 'gauge', 'buffered_bytes', 'Memory that waiting fetches take.'],
  ['spilled', 'gauge', 'spilled_fetches', 'Fetches that wait on disk.'],
  ['spilledBytes', 'gauge', 'spilled_bytes', 'Disk that they take.'],
  ['oldestWaitingSeconds', 'gauge', 'oldest_waiting_seconds', 'Age of the oldest fetch that waits; 0 when none does.'],
  ['latenessP99Ms', 'gauge', 'lateness_p99_seconds', 'How late fetches of the last minute were, 99th percentile.'],
  [
    'eventLoopDelayP99Ms',
    'gauge',
    'event_loop_delay_p99_seconds',
    'Delay of the event loop, 99th percentile of a minute.',
  ],
  ['rssBytes', 'gauge', 'resident_memory_bytes', 'Memory of the process.'],
  ['cpuSeconds', 'counter', 'cpu_seconds', 'CPU time of the process, user and system.'],
];

export function dynoFamilies(dynos: readonly DynoRow[]): Family[] {
  const family = (
    [name, type, help]: [string, Family['type'], string],
    read: (dyno: DynoRow) => number | undefined,
  ): Family => ({
    name: `pgwatch2_collector_${name}`,
    type,
    help,
    samples: dynos.flatMap((dyno) => {
      const value = read(dyno);
      return value === undefined ? [] : [{ labels: { dyno: dyno.dyno }, value }];
    }),
  });
  return [
    {
      name: 'pgwatch2_collector_version',
      type: 'gauge',
      help: 'Always 1; the label says which version the dyno runs.',
      samples: dynos.map(({ dyno, version }) => ({ labels: { dyno, version }, value: 1 })),
    },
    family(['start_time_seconds', 'gauge', 'When the dyno started.'], ({ startedAt }) => startedAt),
    family(['seen_timestamp_seconds', 'gauge', 'When the dyno last showed a sign of life.'], ({ seenAt }) => seenAt),
    ...figures.map(([figure, type, name, help]) =>
      family([name, type, help], ({ info }) => {
        const value = info[figure];
        // An older collector tells less.
        if (typeof value !== 'number') return undefined;
        return figure.endsWith('Ms') ? value / 1_000 : value;
      }),
    ),
  ];
}
