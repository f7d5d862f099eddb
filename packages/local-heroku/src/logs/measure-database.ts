import { readFile, statfs } from 'node:fs/promises';
import { freemem, loadavg, totalmem } from 'node:os';
import type { DatabaseService } from '../addons/database-service.js';
import type { Addon } from '../state/account-state.js';
import { figuresSql } from './sql/figures.js';

interface FiguresRow {
  version: string;
  current_transaction: string;
  db_size: string;
  tables: number;
  connections: number;
  waiting: number;
  index_hit_rate: number;
  table_hit_rate: number;
  blocks_read: number;
  blocks_written: number;
  wal_bytes: number;
  max_wal_bytes: number;
  temp_bytes: number;
  shared_buffers_kb: number;
  uptime_seconds: number;
}

/** What a database is measured by now: its own figures are PostgreSQL's, load and memory are this machine's. */
export async function measureDatabase(service: DatabaseService, addon: Addon) {
  const { rows } = await service.asSuperuser(addon, (client) => client.query<FiguresRow>(figuresSql));
  const [row] = rows;
  if (!row) throw new Error('the query always answers one row');
  const { bavail, bsize } = await statfs('/');
  const meminfo = await readFile('/proc/meminfo', 'utf8').catch(() => ''); // there is none on macOS
  const cachedBytes = Number(/^Cached:\s+(\d+) kB/m.exec(meminfo)?.[1] ?? 0) * 1_024;
  const kilobytes = (bytes: number) => Math.round(bytes / 1024);
  return {
    version: row.version,
    currentTransaction: row.current_transaction,
    dbSizeBytes: Number(row.db_size),
    tables: row.tables,
    connections: row.connections,
    waiting: row.waiting,
    indexHitRate: row.index_hit_rate,
    tableHitRate: row.table_hit_rate,
    // Since the server started: a mean, where Heroku has the last minute's.
    readIops: row.blocks_read / Math.max(row.uptime_seconds, 1),
    writeIops: row.blocks_written / Math.max(row.uptime_seconds, 1),
    walPercentageUsed: row.wal_bytes / row.max_wal_bytes,
    tempBytes: row.temp_bytes,
    diskFreeBytes: bavail * bsize,
    load: loadavg(),
    memoryKb: {
      total: kilobytes(totalmem()),
      free: kilobytes(freemem()),
      cached: kilobytes(cachedBytes),
      postgres: row.shared_buffers_kb,
    },
  };
}

export type DatabaseFigures = Awaited<ReturnType<typeof measureDatabase>>;
