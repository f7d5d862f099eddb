import { quoteIdentifier as q } from '@pgwatch-heroku/shared';
import type { ColumnType } from '../types.js';
import type { StoredShape } from './read-shape.js';

const numeric = new Set<ColumnType>(['int8', 'int4', 'float8']);

/**
 * Copies of each source and slot the last fetch, so that differences of counters over whole slots stay what they were,
 * and of each gauge in `peaks` the fetches with its highest and lowest value. Where several are equal it is the last of
 * them, so that a quiet gauge costs nothing.
 */
export function thinSql(options: {
  from: string;
  to: string;
  shape: StoredShape;
  slotSeconds: number;
  peaks: readonly string[];
  /** Several metrics have their rows here: each keeps its own last one. */
  isShared: boolean;
}): string {
  const { from, to, shape, slotSeconds, peaks, isShared } = options;
  const columns = ['source_id', 'time', 'fetched_at', ...(shape.tagged ? ['series'] : [])]
    .concat(shape.columns.map(({ name }) => name))
    .map((name) => q(name))
    .join(', ');
  const gauges = shape.columns
    .filter(({ name, type }) => peaks.includes(name) && numeric.has(type))
    .map(({ name }) => (shape.tagged ? `(SELECT sum(v) FROM unnest(${q(name)}) v)` : q(name)));
  const values = gauges.map((gauge, index) => `, ${gauge} AS g${index}`).join('');
  const orders = gauges.flatMap((_, index) => [
    `g${index} DESC NULLS LAST, time DESC`,
    `g${index} NULLS LAST, time DESC`,
  ]);
  // Ticks of one metric are whole seconds apart, and metrics that share a table have milliseconds of their own.
  const of = `source_id, slot${isShared ? ', mod(extract(milliseconds FROM time), 1000)' : ''}`;
  const ranks = ['time DESC', ...orders].map((by) => `row_number() OVER (PARTITION BY ${of} ORDER BY ${by})`);
  // By source, so that a chart of one source finds its rows side by side.
  return `INSERT INTO samples.${q(to)} (${columns})
    SELECT ${columns} FROM samples.${q(from)}
    WHERE (source_id, time) IN (
      SELECT source_id, time FROM (
        SELECT source_id, time, least(${ranks.join(', ')}) AS rank
        FROM (
          SELECT source_id, time, floor(extract(epoch FROM time) / ${slotSeconds}) AS slot${values}
          FROM samples.${q(from)}
        ) numbered
      ) ranked
      WHERE rank = 1)
    ORDER BY source_id, time`;
}
