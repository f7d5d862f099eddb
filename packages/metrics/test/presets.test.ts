import { expect, it } from '@jest/globals';
import { emptyTables, presets } from '../src/index.js';

/** What pgwatch's presets ask for, with the seconds between two fetches; `heroku_postgres` is that of its port to Heroku. */
const basic = { wal: 60, db_size: 300, db_stats: 60 };
const standard = {
  ...basic,
  cpu_load: 60,
  index_stats: 900,
  sproc_stats: 180,
  table_stats: 300,
  sequence_health: 3600,
  stat_statements: 180,
};
const exhaustive = {
  ...standard,
  locks: 60,
  archiver: 60,
  backends: 60,
  bgwriter: 60,
  locks_mode: 60,
  stat_statements_calls: 60,
  wal_size: 300,
  change_events: 300,
  settings: 7200,
  table_bloat_approx_summary_sql: 7200,
  replication: 120,
  wal_receiver: 120,
  replication_slots: 120,
  table_io_stats: 600,
};
const pgwatch: Record<string, Record<string, number>> = {
  heroku_postgres: {
    instance_up: 60,
    db_stats: 60,
    backends: 60,
    bgwriter: 60,
    archiver: 60,
    locks: 60,
    locks_mode: 60,
    stat_statements_calls: 60,
    stat_activity: 30,
    stat_activity_realtime: 30,
    replication: 120,
    replication_slots: 120,
    wal_receiver: 120,
    sproc_stats: 180,
    stat_statements: 180,
    db_size: 300,
    table_stats: 300,
    change_events: 300,
    table_io_stats: 600,
    index_stats: 900,
    sequence_health: 3600,
    settings: 7200,
    table_bloat_approx_summary_sql: 7200,
    recommendations: 43200,
    // Not in the port's, although its dashboards read it.
    wal: 60,
  },
  minimal: { kpi: 60, instance_up: 60 },
  basic,
  standard,
  exhaustive,
  full: {
    ...exhaustive,
    kpi: 120,
    stat_ssl: 120,
    psutil_cpu: 120,
    psutil_mem: 120,
    psutil_disk: 120,
    psutil_disk_io_total: 120,
    instance_up: 60,
    stat_activity: 30,
    recommendations: 43200,
    logical_subscriptions: 120,
    server_log_event_counts: 60,
    wal_size: 120,
  },
};

it.each(Object.entries(pgwatch))(
  "%s asks for all that pgwatch's preset of this name does, as often",
  (name, wanted) => {
    const impossible = new Set(Object.values(emptyTables).flat());
    const possible = Object.fromEntries(Object.entries(wanted).filter(([metric]) => !impossible.has(metric)));
    expect(presets.find((preset) => preset.name === name)?.metrics).toMatchObject(possible);
  },
);

it('asks less of an Essential plan than of any other, and not for what is of the server that it shares', () => {
  const fetchesPerDay = (name: string) =>
    Object.values(presets.find((preset) => preset.name === name)?.metrics ?? {}).reduce(
      (sum, seconds) => sum + 86_400 / seconds,
      0,
    );
  expect(fetchesPerDay('heroku_essential')).toBeLessThan(fetchesPerDay('heroku_postgres') / 2);
  const metrics = presets.find(({ name }) => name === 'heroku_essential')?.metrics;
  for (const metric of ['wal', 'bgwriter', 'archiver', 'replication']) expect(metrics).not.toHaveProperty(metric);
});
