import type { MetricStorage } from '@pgwatch-heroku/metrics';
import type { Queryable } from '@pgwatch-heroku/shared';
import { ensureMetricTable, ensurePartitions, type HistoryDays } from '../../src/index.js';

export const dayMs = 86_400_000;
export const at = (text: string) => new Date(`${text}T00:00:00Z`);
export const daysBefore = (now: Date, days: number) => new Date(now.getTime() - days * dayMs);

/** A metric with a counter that grows by one a second, and a gauge that is 1 and now and then 900. */
export async function createMetric(client: Queryable, metric: string, storage: MetricStorage): Promise<void> {
  await client.query(
    `INSERT INTO pgwatch2.metric (name, description, versions, storage) VALUES ($1, '', '[]', $2)
     ON CONFLICT (name) DO UPDATE SET storage = excluded.storage`,
    [metric, JSON.stringify(storage)],
  );
  await ensureMetricTable(client, {
    metric,
    tags: [],
    columns: [
      { name: 'counter', type: 'int8' },
      { name: 'gauge', type: 'int8' },
    ],
  });
}

/** Writes a fetch every `stepSeconds`, as if nobody had kept house meanwhile. */
export async function fill(
  client: Queryable,
  metric: string,
  { sourceId, from, to, stepSeconds = 240 }: { sourceId: number; from: Date; to: Date; stepSeconds?: number },
): Promise<void> {
  await ensurePartitions(client, { from, to, metrics: [metric] });
  // Every 41st fetch has the peak, so that it is hardly ever the last of its slot.
  await client.query(
    `INSERT INTO samples.${metric} (source_id, time, fetched_at, counter, gauge)
     SELECT $1, t, t, extract(epoch FROM t)::int8, CASE WHEN n % 41 = 0 THEN 900 ELSE 1 END
     FROM generate_series($2::timestamptz, $3::timestamptz - interval '1 s', make_interval(secs => $4))
       WITH ORDINALITY AS g (t, n)
     ON CONFLICT DO NOTHING`,
    [sourceId, from, to, stepSeconds],
  );
}

export interface Row {
  ms: number;
  gauge: number;
}

/** All rows of a source as readers see them, oldest first. */
export async function readAll(client: Queryable, metric: string, sourceId: number): Promise<Row[]> {
  const { rows } = await client.query<{ ms: string; gauge: string }>(
    `SELECT (extract(epoch FROM time) * 1000)::int8::text AS ms, gauge::text FROM samples.${metric}
     WHERE source_id = $1 ORDER BY time`,
    [sourceId],
  );
  return rows.map(({ ms, gauge }) => ({ ms: Number(ms), gauge: Number(gauge) }));
}

/**
 * What is promised of rows that were written: all that is young is there, of older ones the last of every slot and the
 * peaks, and no row twice or out of nowhere.
 *
 * @returns what is missing or too much, in words.
 */
export function broken(before: readonly Row[], after: readonly Row[], history: HistoryDays, now: Date): string[] {
  const known = new Set(before.map(({ ms }) => ms));
  const there = new Set(after.map(({ ms }) => ms));
  const iso = (ms: number) => new Date(ms).toISOString();
  const problems = after.flatMap(({ ms }, index) => [
    ...(known.has(ms) ? [] : [`${iso(ms)} was never written`]),
    ...(ms > (after[index - 1]?.ms ?? 0) ? [] : [`${iso(ms)} is there twice`]),
  ]);
  const youngMs = daysBefore(now, history.rawDays).getTime();
  for (const { ms } of before) {
    if (ms >= youngMs && !there.has(ms)) problems.push(`${iso(ms)} is young and gone`);
  }
  for (const [slotMs, days] of [
    [600_000, history.tenMinutesDays],
    [3_600_000, history.retentionDays],
  ] as const) {
    const oldestMs = daysBefore(now, days).getTime();
    const kept = summarise(after, slotMs);
    for (const [slot, { lastMs, low, high }] of summarise(before, slotMs)) {
      if (slot < oldestMs) continue;
      const left = kept.get(slot);
      if (left?.lastMs !== lastMs) problems.push(`the last of ${iso(slot)} is gone`);
      if (left?.low !== low || left.high !== high) problems.push(`a peak of ${iso(slot)} is gone`);
    }
  }
  return problems;
}

interface Slot {
  lastMs: number;
  low: number;
  high: number;
}

/** Of rows in their order, in one go: they are looked at a hundred times. */
function summarise(rows: readonly Row[], slotMs: number): Map<number, Slot> {
  const slots = new Map<number, Slot>();
  let start = Number.NaN;
  let slot: Slot | undefined;
  for (const { ms, gauge } of rows) {
    if (slot === undefined || !(ms >= start && ms < start + slotMs)) {
      start = ms - (ms % slotMs);
      slot = { lastMs: ms, low: gauge, high: gauge };
      slots.set(start, slot);
    }
    slot.lastMs = ms;
    if (gauge < slot.low) slot.low = gauge;
    if (gauge > slot.high) slot.high = gauge;
  }
  return slots;
}
