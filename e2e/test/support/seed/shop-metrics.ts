import { always, counter, gauge, growing, noise, sawtooth, sum, type Value } from './shape-values.js';
import { indexes, queryId, statements, tables } from './shop.js';

export interface SeededMetric {
  /** Of each element; none for a metric without tags. */
  tags?: Record<string, string>[];
  /** What is not named here is 0, or empty. */
  columns: Record<string, Value>;
  /** Seconds between two fetches. */
  every: number;
}

const mb = 1_048_576;
const minute = 60;
const fiveMinutes = 300;
const tableTags = tables.map(({ name }) => ({
  schema: 'public',
  table_name: name,
  table_full_name: `public.${name}`,
}));
const ofTables = (value: (table: (typeof tables)[number]) => number) => tables.map(value);
const ofStatements = (value: (statement: (typeof statements)[number]) => number) => statements.map(value);

/** What the collector would have fetched from the shop's database, by metric. */
export const shopMetrics: Record<string, SeededMetric> = {
  instance_up: { every: minute, columns: { is_up: always(1), instance_up: always(1) } },
  db_stats: {
    every: minute,
    columns: {
      numbackends: gauge(24),
      xact_commit: counter(96),
      xact_rollback: counter(0.7),
      blks_read: counter(210),
      blks_hit: counter(19_800),
      tup_returned: counter(41_000),
      tup_fetched: counter(8_600),
      tup_inserted: counter(72),
      tup_updated: counter(31),
      tup_deleted: counter(9),
      temp_files: counter(0.01),
      temp_bytes: counter(240_000),
      deadlocks: counter(0.0004),
      session_time: counter(24_000),
      active_time: counter(1_900),
      idle_in_transaction_time: counter(260),
      sessions: counter(0.4),
      sessions_abandoned: counter(0.002),
      blk_read_time: sum(38),
      blk_write_time: sum(4),
      postmaster_uptime_s: ({ seconds }) => seconds % 3_000_000,
    },
  },
  backends: {
    every: minute,
    columns: {
      total: gauge(26),
      instance_total: gauge(31),
      max_connections: always(120),
      connection_limit: always(120),
      connections_used: (moment, element) => Number(gauge(31)(moment, element)) / 120,
      background_workers: always(6),
      active: gauge(5),
      idle: gauge(17),
      idleintransaction: gauge(2),
      waiting: ({ seconds }) => (noise(seconds) > 0.9 ? 2 : 0),
      blocked: ({ seconds }) => (noise(seconds) > 0.9 ? 1 : 0),
      longest_waiting_seconds: ({ seconds }) => (noise(seconds) > 0.9 ? 4 : 0),
      longest_lock_wait_seconds: ({ seconds }) => (noise(seconds) > 0.9 ? 4 : 0),
      longest_session_seconds: growing(7_200, 3_600),
      longest_tx_seconds: gauge(9),
      longest_query_seconds: gauge(6),
      longest_autovacuum_seconds: gauge(30),
      max_xmin_age_tx: sawtooth(48_000, 1_800),
      av_workers: ({ seconds }) => Math.floor(noise(seconds) * 3),
    },
  },
  db_size: {
    every: fiveMinutes,
    columns: {
      size_b: growing(139_000 * mb, 900 * mb),
      catalog_size_b: always(14 * mb),
      indexes_size_b: growing(31_000 * mb, 210 * mb),
    },
  },
  stat_statements: {
    every: minute,
    tags: statements.map((_statement, index) => ({ queryid: queryId(index) })),
    columns: {
      users: always('shop'),
      calls: counter(ofStatements(({ perSecond }) => perSecond)),
      rows: counter(ofStatements(({ perSecond, rows }) => perSecond * rows)),
      total_time: sum(ofStatements(({ perSecond, ms }) => perSecond * ms)),
      shared_blks_hit: counter(ofStatements(({ perSecond, ms }) => perSecond * ms * 40)),
      shared_blks_read: counter(ofStatements(({ perSecond, ms }) => perSecond * ms * 0.6)),
      temp_blks_written: counter(ofStatements(({ ms }) => (ms > 100 ? ms / 20 : 0))),
      blk_read_time: sum(ofStatements(({ perSecond, ms }) => perSecond * ms * 0.1)),
      wal_bytes: counter(ofStatements(({ text, perSecond }) => (/^(UPD|INS|DEL)/.test(text) ? perSecond * 380 : 0))),
    },
  },
  stat_statements_calls: { every: minute, columns: { calls: counter(382), total_time: sum(610) } },
  locks_mode: {
    every: minute,
    tags: ['AccessShareLock', 'RowShareLock', 'RowExclusiveLock', 'ShareLock', 'AccessExclusiveLock'].map(
      (lockmode) => ({
        lockmode,
      }),
    ),
    columns: { count: gauge([34, 3, 11, 0, 0]) },
  },
  locks: {
    every: minute,
    tags: ['relation', 'virtualxid', 'transactionid', 'tuple'].map((locktype) => ({ locktype })),
    columns: { count: gauge([46, 9, 4, 1]) },
  },
  wait_events: {
    every: minute,
    tags: [
      { wait_event_type: 'Client', wait_event: 'ClientRead' },
      { wait_event_type: 'IO', wait_event: 'DataFileRead' },
      { wait_event_type: 'LWLock', wait_event: 'WALWrite' },
      { wait_event_type: 'Lock', wait_event: 'transactionid' },
    ],
    columns: { count: gauge([12, 2, 1, 0.4]), total_active: gauge(5), max_query_duration_us: gauge(220_000) },
  },
  table_stats: {
    every: fiveMinutes,
    tags: tableTags,
    columns: {
      table_size_b: growing(
        ofTables(({ megabytes }) => megabytes * mb),
        ofTables(({ megabytes }) => megabytes * 3_000),
      ),
      total_relation_size_b: growing(
        ofTables(({ megabytes }) => megabytes * 1.3 * mb),
        ofTables(({ megabytes }) => megabytes * 4_000),
      ),
      toast_size_b: always(ofTables(({ megabytes }) => Math.round(megabytes * 0.05 * mb))),
      seconds_since_last_vacuum: sawtooth(
        ofTables(() => 5_400),
        3_600,
      ),
      seconds_since_last_analyze: sawtooth(
        ofTables(() => 2_700),
        2_400,
      ),
      seq_scan: counter(ofTables(({ share }) => share * 0.05)),
      seq_tup_read: counter(ofTables(({ share }) => share * 900)),
      idx_scan: counter(ofTables(({ share }) => share * 400)),
      idx_tup_fetch: counter(ofTables(({ share }) => share * 5_200)),
      n_tup_ins: counter(ofTables(({ share }) => share * 60)),
      n_tup_upd: counter(ofTables(({ share }) => share * 30)),
      n_tup_del: counter(ofTables(({ share }) => share * 8)),
      n_tup_hot_upd: counter(ofTables(({ share }) => share * 21)),
      n_live_tup: always(ofTables(({ rows }) => rows)),
      n_dead_tup: sawtooth(
        ofTables(({ rows }) => rows * 0.08),
        3_600,
      ),
      autovacuum_count: counter(ofTables(({ share }) => share * 0.001)),
      autoanalyze_count: counter(ofTables(({ share }) => share * 0.002)),
      tx_freeze_age: growing(
        ofTables(() => 88_000_000),
        ofTables(({ share }) => share * 9_000_000),
      ),
    },
  },
  table_io_stats: {
    every: fiveMinutes,
    tags: tableTags,
    columns: {
      heap_blks_read: counter(ofTables(({ share }) => share * 160)),
      heap_blks_hit: counter(ofTables(({ share }) => share * 9_400)),
      idx_blks_read: counter(ofTables(({ share }) => share * 44)),
      idx_blks_hit: counter(ofTables(({ share }) => share * 10_400)),
    },
  },
  index_stats: {
    every: fiveMinutes,
    tags: indexes.map(({ table, name, columns }) => ({
      schema: 'public',
      index_name: name,
      index_full_name: `public.${name}`,
      table_name: table,
      table_full_name: `public.${table}`,
      index_def_hash: `${table}(${columns})`,
    })),
    columns: {
      idx_scan: counter([40, 61, 0, 55, 0.3, 0, 3.2], 0),
      idx_tup_read: counter([40, 700, 0, 480, 900, 0, 3.2]),
      idx_tup_fetch: counter([40, 690, 0, 470, 880, 0, 3.2]),
      idx_blks_read: counter([1, 9, 0, 7, 14, 0, 0.4]),
      idx_blks_hit: counter([160, 2_100, 0, 1_700, 900, 0, 13]),
      index_size_b: always(indexes.map(({ megabytes }) => megabytes * mb)),
      is_pk_int: always(indexes.map(({ isPrimary }) => (isPrimary ? 1 : 0))),
      is_uq_or_exc: always([1, 0, 0, 0, 0, 0, 1]),
      is_invalid_int: always([0, 0, 0, 0, 0, 1, 0]),
      index_def: always(
        indexes.map(({ name, table, columns }) => `CREATE INDEX ${name} ON public.${table} USING btree (${columns})`),
      ),
    },
  },
  recommendations: {
    every: fiveMinutes,
    tags: [
      {
        reco_topic: 'drop_index',
        object_name: 'public.orders_customer_idx',
        issue_type: 'duplicate',
        table_full_name: 'public.orders',
      },
    ],
    columns: {
      recommendation: always('DROP INDEX public.orders_customer_idx;'),
      extra_info: always('has the same columns as orders_customer_id_idx'),
      major_ver: always('17'),
      index_size_b: always(1_480 * mb),
      total_recommendations: always(1),
    },
  },
  sproc_stats: {
    every: fiveMinutes,
    tags: [
      { schema: 'public', function_name: 'price_of', function_full_name: 'public.price_of', oid: '16501' },
      { schema: 'public', function_name: 'touch', function_full_name: 'public.touch', oid: '16502' },
    ],
    columns: { sp_calls: counter([14, 31]), self_time: sum([9, 2]), total_time: sum([21, 2]) },
  },
  bgwriter: {
    every: fiveMinutes,
    columns: {
      checkpoints_timed: counter(0.0033),
      checkpoints_req: counter(0.0004),
      buffers_checkpoint: counter(71),
      buffers_clean: counter(12),
      buffers_backend: counter(19),
      buffers_alloc: counter(230),
      checkpoint_write_time: sum(310),
      checkpoint_sync_time: sum(2),
    },
  },
  wal: {
    every: minute,
    tags: [{ sys_id: '7300000000000000001' }],
    columns: {
      xlog_location_b: counter(410_000),
      postmaster_uptime_s: ({ seconds }) => seconds % 3_000_000,
      timeline: always(1),
    },
  },
  replication: {
    every: minute,
    tags: [{ application_name: 'follower', usename: 'postgres', client_info: '10.1.4.18' }],
    columns: {
      state: always('streaming'),
      sync_state: always('async'),
      sent_lag_b: gauge(900),
      write_lag_b: gauge(4_100),
      flush_lag_b: gauge(8_200),
      replay_lag_b: gauge(26_000),
      write_lag_ms: gauge(2),
      flush_lag_ms: gauge(4),
      replay_lag_ms: gauge(11),
    },
  },
  replication_slots: {
    every: fiveMinutes,
    tags: [{ slot_name: 'follower', plugin: 'physical' }],
    columns: { active: always(true), restart_lsn_lag_b: gauge(31_000), plugin: always('physical') },
  },
  archiver: { every: fiveMinutes, columns: { archived_count: counter(0.03) } },
  datfrozenxid: {
    every: fiveMinutes,
    columns: { datfrozenxid_age: growing(91_000_000, 4_000_000), datminmxid_age: growing(2_000_000, 30_000) },
  },
  table_bloat_approx: {
    every: fiveMinutes,
    tags: tableTags.map(({ table_full_name }) => ({ table_full_name })),
    columns: {
      table_size_b: always(ofTables(({ megabytes }) => megabytes * mb)),
      approx_bloat_percentage: always([11, 8.5, 4, 21, 38, 44, 6, 0]),
      approx_bloat_b: always([2_020, 2_700, 2_090, 860, 118, 1_190, 400, 0].map((megabytes) => megabytes * mb)),
    },
  },
  vacuum_progress: {
    every: minute,
    tags: [{ table_full_name: 'public.carts' }],
    columns: {
      pid: always(20_417),
      is_autovacuum_int: always(1),
      phase: always('scanning heap'),
      duration_s: always(74),
      heap_blks_total: always(345_000),
      heap_blks_scanned: always(211_000),
      heap_blks_vacuumed: always(0),
    },
  },
  stat_activity_realtime: {
    every: minute,
    tags: [{ slot: '1' }, { slot: '2' }, { slot: '3' }],
    columns: {
      tag_pid: always([20_311, 20_318, 20_342]),
      user: always('shop'),
      appname: always(['web.1', 'worker.1', '"><b>web.2</b>']),
      ip: always('10.1.63.7'),
      duration_s: always([0, 38, 6]),
      waiting: always([0, 0, 1]),
      blocking_pids: always(['', '', '20318']),
      query: always([statements[0].text, statements[8].text, statements[10].text]),
    },
  },
  blocking_locks: {
    every: minute,
    tags: [
      {
        waiting_locktype: 'transactionid',
        waiting_user: 'shop',
        waiting_mode: 'ShareLock',
        waiting_table: 'public.orders',
      },
    ],
    columns: {
      waiting_pid: always(20_342),
      other_pid: always(20_318),
      waiting_query: always(statements[10].text),
      other_query: always(statements[8].text),
      other_mode: always('ExclusiveLock'),
      other_user: always('shop'),
      other_locktype: always('transactionid'),
      other_table: always('public.orders'),
    },
  },
  stat_activity: {
    every: minute,
    tags: [{ queryid: queryId(0) }, { queryid: queryId(1) }],
    columns: { query: always([statements[0].text, statements[1].text]), count: gauge([4, 1]) },
  },
  settings: {
    every: fiveMinutes,
    columns: {
      server_version: always('17.10'),
      server_version_num: always(170_010),
      shared_buffers: always('3932160kB'),
      work_mem: always('26214kB'),
      max_connections: always(120),
      random_page_cost: always(1.1),
      autovacuum: always('on'),
      fsync: always('on'),
      synchronous_commit: always('on'),
      major_version: always(17),
    },
  },
  collector_overhead: { every: fiveMinutes, columns: { ours_ms: counter(1.4), all_ms: counter(610) } },
  collector_fetches: {
    every: fiveMinutes,
    tags: ['db_stats', 'stat_statements', 'table_stats', 'index_stats'].map((metric) => ({ metric })),
    columns: {
      fetches: counter([0.016, 0.016, 0.003, 0.003]),
      failures: always([0, 0, 0, 0]),
      rows: counter([0.016, 0.2, 0.03, 0.02]),
      duration_ms: counter([0.05, 0.31, 0.2, 0.16]),
    },
  },
};

/** What a collector's dyno writes of itself. */
export const dynoMetric: SeededMetric = {
  every: minute,
  columns: {
    fetches: counter(0.6),
    buffered: gauge(4),
    buffered_bytes: gauge(21_000),
    rss_bytes: gauge(82 * mb),
    cpu_seconds: sum(0.04),
    lateness_p99_ms: gauge(9),
    event_loop_delay_p99_ms: gauge(12),
  },
};

/**
 * What pages show of this very moment, and no longer than some minutes after: has to be written on while they are
 * looked at. None of them counts.
 */
export const momentaryMetrics: Record<string, SeededMetric> = Object.fromEntries(
  Object.entries(shopMetrics).filter(([name]) =>
    ['replication', 'replication_slots', 'vacuum_progress', 'stat_activity_realtime', 'blocking_locks'].includes(name),
  ),
);
