/**
 * A database's pg_stat_statements, made up but the same at every run: 200 statements, of which a fixed part is busy,
 * a part runs now and then, and the rest ran once and is idle. As on most servers nothing spills to temporary files,
 * planning is not tracked and nothing is compiled just in time, so those columns are zero.
 *
 * What a statement does is drawn once (how often it runs, how long it takes, what it touches), what it does per tick
 * varies around that, and counters only grow. The numbers were chosen to look like pgbench next to a web application:
 * most statements are short lookups in cached tables, a fifth write, a tenth read from disk.
 */

import { createRandom } from './counters.js';

export const statementCount = 200;
export const tickSeconds = 180;

const words = 'account order item price customer created_at status total amount region event payload token'.split(' ');

/**
 * @param {{ allActive?: boolean }} options every statement busy, for the other extreme
 * @returns {{ tags: { queryid: string }[], queries: string[], columns: string[], next(): (string[])[] }}
 */
export function createStatStatements({ allActive = false } = {}) {
  const random = createRandom(20_261_122);
  const between = (low, high) => low + random() * (high - low);
  /** From 10^low to 10^high, as rates and durations are spread. */
  const spread = (low, high) => 10 ** between(low, high);

  const statements = Array.from({ length: statementCount }, (_, index) => {
    const kind = random();
    const isWriter = kind < 0.2;
    const isScan = kind >= 0.2 && kind < 0.3;
    const share = index / statementCount;
    const activity = allActive || share < 0.2 ? 1 : share < 0.5 ? 0.1 : 0;
    return {
      queryid: (
        BigInt(Math.floor(random() * 2 ** 32)) * 2n ** 32n +
        BigInt(Math.floor(random() * 2 ** 32)) -
        2n ** 63n
      ).toString(),
      query: makeQuery(random, isWriter),
      activity,
      callsPerTick: activity === 1 ? spread(1, 4.3) : spread(0, 1.7),
      msPerCall: isScan ? spread(0.5, 2.5) : spread(-2, 0.5),
      rowsPerCall: isScan ? Math.round(spread(0, 2)) : 1,
      hitsPerCall: isScan ? spread(1.5, 3.5) : between(2, 9),
      readsPerCall: isScan ? spread(-1, 2) : random() < 0.1 ? spread(-4, -2) : 0,
      dirtiedPerCall: isWriter ? spread(-2, 0.3) : 0,
      writtenPerCall: isWriter && random() < 0.3 ? spread(-4, -2) : 0,
      walBytesPerCall: isWriter ? spread(1.8, 2.8) : 0,
      fpiPerCall: isWriter ? spread(-3, -1) : 0,
    };
  });

  const state = statements.map(() => ({
    calls: 0,
    total_time: 0,
    rows: 0,
    shared_blks_hit: 0,
    shared_blks_read: 0,
    shared_blks_written: 0,
    shared_blks_dirtied: 0,
    blk_read_time: 0,
    blk_write_time: 0,
    wal_fpi: 0,
    wal_bytes: 0,
  }));

  function run(statement, counters, ticks) {
    const calls = Math.max(1, Math.round(statement.callsPerTick * ticks * between(0.7, 1.3)));
    const per = (rate) => Math.round(calls * rate * between(0.8, 1.2));
    const read = per(statement.readsPerCall);
    const written = per(statement.writtenPerCall);
    counters.calls += calls;
    counters.total_time += calls * statement.msPerCall * between(0.8, 1.4);
    counters.rows += statement.rowsPerCall === 1 ? calls : per(statement.rowsPerCall);
    counters.shared_blks_hit += per(statement.hitsPerCall);
    counters.shared_blks_read += read;
    counters.shared_blks_written += written;
    counters.shared_blks_dirtied += per(statement.dirtiedPerCall);
    counters.blk_read_time += read * between(0.05, 0.4);
    counters.blk_write_time += written * between(0.02, 0.1);
    counters.wal_fpi += per(statement.fpiPerCall);
    counters.wal_bytes += per(statement.walBytesPerCall);
  }

  // The statistics were not reset yesterday: everybody has some days behind him.
  statements.forEach((statement, index) => {
    run(statement, state[index], Math.max(1, 3_000 * Math.max(statement.activity, 0.002)));
  });

  const zero = () => '0';
  const columns = {
    users: () => 'u4f0j2k9c8h1d7',
    calls: (c) => String(c.calls),
    total_time: (c) => String(c.total_time),
    rows: (c) => String(c.rows),
    shared_blks_hit: (c) => String(c.shared_blks_hit),
    shared_blks_read: (c) => String(c.shared_blks_read),
    shared_blks_written: (c) => String(c.shared_blks_written),
    shared_blks_dirtied: (c) => String(c.shared_blks_dirtied),
    temp_blks_read: zero,
    temp_blks_written: zero,
    blk_read_time: (c) => String(c.blk_read_time),
    blk_write_time: (c) => String(c.blk_write_time),
    temp_blk_read_time: zero,
    temp_blk_write_time: zero,
    wal_fpi: (c) => String(c.wal_fpi),
    wal_bytes: (c) => String(c.wal_bytes),
    total_plan_time: zero,
    jit_generation_time: zero,
  };

  // As the collector orders them: by tag.
  const order = statements
    .map((_, index) => index)
    .sort((a, b) => (statements[a].queryid < statements[b].queryid ? -1 : 1));

  return {
    tags: order.map((index) => ({ queryid: statements[index].queryid })),
    queries: order.map((index) => statements[index].query),
    columns: Object.keys(columns),
    next() {
      statements.forEach((statement, index) => {
        if (random() < statement.activity) run(statement, state[index], 1);
      });
      return Object.values(columns).map((textOf) => order.map((index) => textOf(state[index])));
    },
  };
}

function makeQuery(random, isWriter) {
  const word = () => words[Math.floor(random() * words.length)];
  const list = Array.from(
    { length: 3 + Math.floor(random() * 20) },
    () => `t${Math.floor(random() * 9)}.${word()}`,
  ).join(', ');
  return isWriter
    ? `UPDATE ${word()}s SET ${word()} = $1, ${word()} = $2 WHERE ${word()}_id = $3 RETURNING ${list}`
    : `SELECT ${list} FROM ${word()}s t1 JOIN ${word()}s t2 ON t1.${word()}_id = t2.id WHERE t1.${word()} = $1 AND t2.${word()} > $2 ORDER BY ${word()} LIMIT $3`;
}
