import { isDeepStrictEqual } from 'node:util';
import type { Metric } from '@pgwatch-heroku/metrics';
import type { Queryable } from '@pgwatch-heroku/shared';
import { type MetricRow, metricColumns, toMetric } from './metric-row.js';
import type { SourceMetric } from './read-source-metrics.js';
import { wantedMetricsSql } from './wanted-metrics.js';

/** What is to be fetched from one source and how often, in each role that it can play. */
export interface RoleMetrics {
  primary: readonly SourceMetric[];
  standby: readonly SourceMetric[];
}

/** JSON each, so that it reads alike with and without type parsers. */
interface WantedRow {
  /** In seconds, by metric. */
  intervals: string;
  primary_ids: string;
  standby_ids: string;
}

/**
 * Reads what is to be fetched from all sources, again and again. What is equal is one object, for all sources and from
 * one reading to the next: the SQL of a preset is 80 kB, and a copy per source would be most of what a large fleet takes.
 */
export class FleetMetrics {
  #definitions = new Map<string, Metric>();
  #lists = new Map<string, readonly SourceMetric[]>();

  /** By source id, the same for each source as `readSourceMetrics` gives. Two queries, however many sources there are. */
  async read(db: Queryable): Promise<ReadonlyMap<number, RoleMetrics>> {
    const { rows } = await db.query<WantedRow>(wantedSql);
    const wanted = rows.map((row) => ({
      intervals: JSON.parse(row.intervals) as Record<string, number>,
      primaryIds: JSON.parse(row.primary_ids) as number[],
      standbyIds: JSON.parse(row.standby_ids) as number[],
    }));
    const names = new Set(wanted.flatMap(({ intervals }) => Object.keys(intervals)));
    this.#definitions = await this.#readDefinitions(db, [...names]);
    const lists = new Map<string, readonly SourceMetric[]>();
    const metrics = new Map<number, RoleMetrics>();
    const none: RoleMetrics = { primary: [], standby: [] };
    for (const { intervals, primaryIds, standbyIds } of wanted) {
      const list = this.#listOf(intervals);
      lists.set(JSON.stringify(intervals), list);
      for (const id of primaryIds) metrics.set(id, { ...(metrics.get(id) ?? none), primary: list });
      for (const id of standbyIds) metrics.set(id, { ...(metrics.get(id) ?? none), standby: list });
    }
    this.#lists = lists;
    return metrics;
  }

  async #readDefinitions(db: Queryable, names: readonly string[]): Promise<Map<string, Metric>> {
    const { rows } = await db.query<MetricRow>(
      `SELECT ${metricColumns} FROM pgwatch2.metric m WHERE m.name = ANY ($1::text[])`,
      [names],
    );
    const found = new Map(rows.map((row) => [row.name, toMetric(row)]));
    return new Map(
      names.map((name) => {
        const metric = found.get(name) ?? missing(name);
        const known = this.#definitions.get(name);
        return [name, isDeepStrictEqual(metric, known) ? (known as Metric) : metric];
      }),
    );
  }

  #listOf(intervals: Record<string, number>): readonly SourceMetric[] {
    const list = Object.entries(intervals).map(([name, intervalSeconds]) => ({
      metric: this.#definitions.get(name) as Metric,
      intervalSeconds,
    }));
    const known = this.#lists.get(JSON.stringify(intervals));
    return known && list.every(({ metric }, i) => metric === known[i]?.metric) ? known : list;
  }
}

/** It is asked for and is not there: without versions, so that the source can say so. */
const missing = (name: string): Metric => ({ name, description: '', versions: [], appliesTo: 'any' });

/** Hardly more rows than there are presets: sources that are asked the same share one. */
const wantedSql = `
SELECT intervals, coalesce(json_agg(id) FILTER (WHERE NOT is_standby), '[]')::text AS primary_ids,
  coalesce(json_agg(id) FILTER (WHERE is_standby), '[]')::text AS standby_ids
FROM (
  SELECT s.id, r.is_standby, coalesce((
    SELECT json_object_agg(w.metric, w.interval_seconds ORDER BY w.metric) FROM ${wantedMetricsSql('s', 'r.is_standby')} w
  ), '{}')::text AS intervals
  FROM pgwatch2.source s CROSS JOIN (VALUES (false), (true)) r (is_standby)
  WHERE s.deleted_at IS NULL
) asked
GROUP BY intervals`;
