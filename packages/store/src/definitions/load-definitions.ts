import type { Metric, Preset } from '@pgwatch-heroku/metrics';
import type { Client } from '@pgwatch-heroku/shared';
import { inTransaction } from '../in-transaction.js';
import { createEmptyViews } from '../samples/empty-views.js';
import { recordColumns, toRecord } from './metric-row.js';

export interface Definitions {
  metrics: readonly Metric[];
  presets: readonly Preset[];
  /** Names of further tables that dashboards read, though nothing fills them. */
  emptyTables?: readonly string[];
}

/**
 * Makes the shipped metrics and presets those of this code. What a person made or changed (origin `user`) is kept, also
 * under a shipped name; what is no longer shipped stays as it was, because sources may use it. Every metric has a view in
 * public from now on, empty until it has samples.
 *
 * @returns what was added or changed: `metric db_stats`, `preset heroku_postgres`.
 */
export async function loadDefinitions(client: Client, definitions: Definitions): Promise<{ changed: string[] }> {
  return inTransaction(client, async () => {
    const metrics = await client.query<{ name: string }>(upsertMetrics, [
      JSON.stringify(definitions.metrics.map(toRecord)),
    ]);
    const presets = await client.query<{ name: string }>(upsertPresets, [
      JSON.stringify(definitions.presets.map(({ name, description }) => ({ name, description }))),
    ]);
    const intervals = await client.query<{ preset: string }>(syncIntervals, [
      JSON.stringify(
        definitions.presets.flatMap(({ name, metrics }) =>
          Object.entries(metrics).map(([metric, seconds]) => ({ preset: name, metric, interval_seconds: seconds })),
        ),
      ),
    ]);
    await createEmptyViews(client, [
      ...definitions.metrics.filter(({ storedAs }) => storedAs === undefined).map(({ name }) => name),
      ...(definitions.emptyTables ?? []),
    ]);
    const changedPresets = new Set([...presets.rows.map(({ name }) => name), ...intervals.rows.map((r) => r.preset)]);
    return {
      changed: [
        ...metrics.rows.map(({ name }) => `metric ${name}`),
        ...[...changedPresets].map((name) => `preset ${name}`),
      ].sort(),
    };
  });
}

// Rows are locked in the order of their names, so that two processes that load at once cannot deadlock.
const upsertMetrics = `
INSERT INTO pgwatch2.metric AS m
  (name, description, versions, applies_to, requires_extension, stored_as, availability, statement_timeout_ms, details,
   storage, origin)
SELECT r.name, r.description, r.versions, r.applies_to, r.requires_extension, r.stored_as, r.availability,
  r.statement_timeout_ms, nullif(r.details, 'null'), r.storage, 'shipped'
FROM jsonb_to_recordset($1::jsonb) AS r (${recordColumns})
ORDER BY r.name
ON CONFLICT (name) DO UPDATE SET
  description = excluded.description, versions = excluded.versions, applies_to = excluded.applies_to,
  requires_extension = excluded.requires_extension, stored_as = excluded.stored_as,
  availability = excluded.availability, statement_timeout_ms = excluded.statement_timeout_ms,
  details = excluded.details, storage = excluded.storage, changed_at = now()
WHERE m.origin = 'shipped'
  AND (m.description, m.versions, m.applies_to, m.requires_extension, m.stored_as, m.availability,
      m.statement_timeout_ms, m.details, m.storage)
    IS DISTINCT FROM (excluded.description, excluded.versions, excluded.applies_to, excluded.requires_extension,
      excluded.stored_as, excluded.availability, excluded.statement_timeout_ms, excluded.details, excluded.storage)
RETURNING m.name`;

const upsertPresets = `
INSERT INTO pgwatch2.preset AS p (name, description, origin)
SELECT r.name, r.description, 'shipped'
FROM jsonb_to_recordset($1::jsonb) AS r (name text, description text)
ORDER BY r.name
ON CONFLICT (name) DO UPDATE SET description = excluded.description, changed_at = now()
WHERE p.origin = 'shipped' AND p.description IS DISTINCT FROM excluded.description
RETURNING p.name`;

const syncIntervals = `
WITH wanted AS (
  SELECT r.preset, r.metric, r.interval_seconds
  FROM jsonb_to_recordset($1::jsonb) AS r (preset text, metric text, interval_seconds int)
  JOIN pgwatch2.preset p ON p.name = r.preset AND p.origin = 'shipped'
), gone AS (
  DELETE FROM pgwatch2.preset_metric m
  WHERE m.preset IN (SELECT preset FROM wanted)
    AND NOT EXISTS (SELECT 1 FROM wanted w WHERE w.preset = m.preset AND w.metric = m.metric)
  RETURNING m.preset
), set AS (
  INSERT INTO pgwatch2.preset_metric AS m (preset, metric, interval_seconds)
  SELECT preset, metric, interval_seconds FROM wanted ORDER BY preset, metric
  ON CONFLICT (preset, metric) DO UPDATE SET interval_seconds = excluded.interval_seconds
  WHERE m.interval_seconds IS DISTINCT FROM excluded.interval_seconds
  RETURNING m.preset
)
SELECT preset FROM gone UNION SELECT preset FROM set`;
