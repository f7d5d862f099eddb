import { AppError, codeOf, type Queryable } from '@pgwatch-heroku/shared';
import { inTransaction } from '../in-transaction.js';
import { dayMs } from '../samples/days.js';
import { ensureMetricTable } from '../samples/ensure-metric-table.js';
import { ensurePartitions } from '../samples/ensure-partitions.js';
import { insertFetches } from '../samples/insert-fetches.js';
import { seriesIds } from '../samples/series-ids.js';
import type { Fetch } from '../types.js';
import { compareSnapshot, type ObjectEvent, type Snapshot } from './compare-snapshot.js';
import { describeEvents } from './describe-events.js';
import { eventShapes, eventTables } from './event-tables.js';

/** No such table, no such column, no partition for the row: made, and tried again. */
const missing = new Set(['42P01', '42703', '23514']);

/** A tick further ahead comes from a wrong clock, and nothing would be newer than it for as long. */
const maxAheadMs = 2 * dayMs;

/**
 * Compares what a source has with what it had, and stores the difference as events at the snapshot's tick, each once:
 * the events and what they are measured against next are written in one transaction. So a restart, another dyno or a
 * store that was away can make an event later, never lost and never twice. `client` has to be one connection.
 *
 * @returns how many events there were.
 * @throws AppError `configuration` for a tick that is days ahead; 22P02 and the like for what is no snapshot.
 */
export async function recordChanges(client: Queryable, snapshot: Snapshot & { fetchedAt: Date }): Promise<number> {
  if (snapshot.tick.getTime() > Date.now() + maxAheadMs) {
    throw new AppError('configuration', `its tick is not a time of now: ${snapshot.tick.toISOString()}`);
  }
  const record = () => inTransaction(client, () => compareAndWrite(client, snapshot));
  try {
    return await record();
  } catch (error) {
    if (!missing.has(codeOf(error) ?? '')) throw error;
  }
  const { tick } = snapshot;
  for (const shape of eventShapes) await ensureMetricTable(client, shape);
  const metrics = eventShapes.map(({ metric }) => metric);
  await ensurePartitions(client, { from: tick, to: new Date(tick.getTime() + dayMs), metrics });
  return record();
}

async function compareAndWrite(client: Queryable, snapshot: Snapshot & { fetchedAt: Date }): Promise<number> {
  const events = (await compareSnapshot(client, snapshot)).filter(
    ({ kind, event }) => event === 'alter' || !eventTables[kind]?.isAlterOnly,
  );
  if (events.length === 0) return 0;
  const { sourceId, tick, fetchedAt } = snapshot;
  const { rows } = await client.query<{ name: string }>('SELECT name FROM pgwatch2.source WHERE id = $1', [sourceId]);
  const fetches: Fetch[] = [
    {
      sourceId,
      metric: 'object_changes',
      tick,
      fetchedAt,
      columns: ['details'],
      values: [describeEvents(rows[0]?.name ?? '', events)],
      series: null,
    },
  ];
  for (const [kind, { metric, tags, columns, words }] of Object.entries(eventTables)) {
    const ours = events.filter((event) => event.kind === kind);
    if (ours.length === 0) continue;
    const tagSets = ours.map(({ values }) =>
      Object.fromEntries(tags.map((tag) => [tag, values[`tag_${tag}`] ?? null])),
    );
    const { ids } = await seriesIds(client, { sourceId, metric, tagSets });
    const column = (name: string) => arrayText(ours.map(({ values }) => values[name] ?? null));
    fetches.push({
      sourceId,
      metric,
      tick,
      fetchedAt,
      columns: ['event', ...columns],
      values: [arrayText(ours.map(({ event }: ObjectEvent) => words[event])), ...columns.map(column)],
      series: ids,
    });
  }
  await insertFetches(client, fetches);
  return events.length;
}

/** A text[] as PostgreSQL reads it. */
const arrayText = (values: readonly (string | null)[]): string =>
  `{${values.map((value) => (value === null ? 'NULL' : `"${value.replace(/["\\]/g, '\\$&')}"`)).join(',')}}`;
