import type { DatabaseFigures } from './measure-database.js';

/** The line about a database that Heroku writes to the log of each app that it is attached to. */
export function sampleLine(source: string, addonName: string, figures: DatabaseFigures, isEssential: boolean): string {
  const rate = (value: number) => value.toFixed(5);
  const { load, memoryKb } = figures;
  const samples: Record<string, string> = {
    current_transaction: figures.currentTransaction,
    db_size: `${figures.dbSizeBytes}bytes`,
    tables: String(figures.tables),
    'active-connections': String(figures.connections),
    'waiting-connections': String(figures.waiting),
    'index-cache-hit-rate': rate(figures.indexHitRate),
    'table-cache-hit-rate': rate(figures.tableHitRate),
    // An Essential database shares its server, of which nothing is said.
    ...(isEssential
      ? {}
      : {
          'load-avg-1m': String(load[0]),
          'load-avg-5m': String(load[1]),
          'load-avg-15m': String(load[2]),
          'read-iops': rate(figures.readIops),
          'write-iops': rate(figures.writeIops),
          'tmp-disk-used': String(figures.tempBytes),
          'tmp-disk-available': String(figures.diskFreeBytes),
          'memory-total': `${memoryKb.total}kB`,
          'memory-free': `${memoryKb.free}kB`,
          'memory-cached': `${memoryKb.cached}kB`,
          'memory-postgres': `${memoryKb.postgres}kB`,
          'wal-percentage-used': String(figures.walPercentageUsed),
        }),
  };
  const text = Object.entries(samples).map(([name, value]) => `sample#${name}=${value}`);
  return [`source=${source}`, `addon=${addonName}`, ...text].join(' ');
}
