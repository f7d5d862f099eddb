import { isDeepStrictEqual } from 'node:util';
import { presets as shippedPresets } from '@pgwatch-heroku/metrics';
import type { Queryable } from '@pgwatch-heroku/shared';
import { recordColumns, toRecord } from '../definitions/metric-row.js';
import { inTransaction } from '../in-transaction.js';
import { createEmptyViews } from '../samples/empty-views.js';
import type { AttachedSource } from '../sources/sync-attached-sources.js';
import type { Origin } from './definitions.js';
import { isShippedMetric } from './from-yaml-metric.js';
import { parseYaml } from './parse-yaml.js';
import { type ImportPlan, planImport } from './plan-import.js';
import { readDefinitions } from './read-definitions.js';

export interface ImportOptions {
  /** What is attached to this app, as discoverAttachments() of the shared package finds it. */
  attachments: readonly AttachedSource[];
  /** Says what would change, and changes nothing. */
  dryRun?: boolean;
}

export type ImportResult = Pick<ImportPlan, 'changes' | 'unchangedCount' | 'problems' | 'notes'>;

/** Of two imports at once the second has to see what the first made. */
const lockKey = 7_270_031;

/**
 * Takes metrics, presets and sources out of YAML of pgwatch v3 and later, or of exportYaml(), all in one transaction:
 * where there is a problem nothing is changed. What the file does not name stays as it is; what it names becomes what it
 * says. A definition that differs from the shipped one is the user's from then on, and updates leave it alone; one that
 * equals it is the shipped one again.
 *
 * @param client one connection, not a pool, of the role that the collector logs in as.
 */
export async function importYaml(
  client: Queryable,
  text: string,
  { attachments, dryRun = false }: ImportOptions,
): Promise<ImportResult> {
  const parsed = parseYaml(text);
  return inTransaction(client, async () => {
    await client.query('SELECT pg_advisory_xact_lock($1)', [lockKey]);
    const plan = planImport(parsed, await readDefinitions(client), attachments);
    if (plan.problems.length === 0 && !dryRun) await apply(client, plan);
    const { changes, unchangedCount, problems, notes } = plan;
    return { changes, unchangedCount, problems, notes };
  });
}

async function apply(client: Queryable, { metrics, presets, sources }: ImportPlan): Promise<void> {
  await client.query(upsertMetrics, [
    JSON.stringify(
      metrics.map(({ metric, pgwatchAttributes }) => ({
        ...toRecord(metric),
        pgwatch_attributes: pgwatchAttributes,
        origin: originOf(isShippedMetric(metric) && Object.keys(pgwatchAttributes).length === 0),
      })),
    ),
  ]);
  await client.query(upsertPresets, [
    JSON.stringify(
      presets.map((preset) => ({
        ...preset,
        origin: originOf(shippedPresets.some((shipped) => isDeepStrictEqual(shipped, preset))),
      })),
    ),
  ]);
  await client.query(upsertSources, [
    JSON.stringify(
      sources.map(({ alias, isAttached, sameAs, source }) => ({
        name: alias,
        variable: source.variable,
        same_as: sameAs,
        is_attached: isAttached,
        group_name: source.group,
        preset: source.preset,
        preset_standby: source.presetStandby,
        custom_metrics: source.customMetrics,
        custom_metrics_standby: source.customMetricsStandby,
        only_if_primary: source.onlyIfPrimary,
        is_enabled: source.isEnabled,
        pgwatch_attributes: source.pgwatchAttributes,
      })),
    ),
  ]);
  await createEmptyViews(
    client,
    metrics.flatMap(({ metric }) => (metric.storedAs === undefined ? [metric.name] : [])),
  );
}

const originOf = (isShipped: boolean): Origin => (isShipped ? 'shipped' : 'user');

// Metrics, presets, views, and each in the order of their names, as in loadDefinitions(): the two cannot deadlock.
const upsertMetrics = `
INSERT INTO pgwatch2.metric AS m
  (name, description, versions, applies_to, requires_extension, stored_as, availability, statement_timeout_ms, details,
   storage, pgwatch_attributes, origin)
SELECT r.name, r.description, r.versions, r.applies_to, r.requires_extension, r.stored_as, r.availability,
  r.statement_timeout_ms, nullif(r.details, 'null'), r.storage, r.pgwatch_attributes, r.origin
FROM jsonb_to_recordset($1::jsonb) AS r (${recordColumns}, pgwatch_attributes jsonb, origin text)
ORDER BY r.name
ON CONFLICT (name) DO UPDATE SET
  description = excluded.description, versions = excluded.versions, applies_to = excluded.applies_to,
  requires_extension = excluded.requires_extension, stored_as = excluded.stored_as,
  availability = excluded.availability, statement_timeout_ms = excluded.statement_timeout_ms,
  details = excluded.details, storage = excluded.storage, pgwatch_attributes = excluded.pgwatch_attributes,
  origin = excluded.origin, changed_at = now()`;

const upsertPresets = `
WITH given AS MATERIALIZED (
  SELECT r.* FROM jsonb_to_recordset($1::jsonb) AS r (name text, description text, origin text, metrics jsonb)
), preset AS (
  INSERT INTO pgwatch2.preset AS p (name, description, origin)
  SELECT g.name, g.description, g.origin FROM given g ORDER BY g.name
  ON CONFLICT (name) DO UPDATE
    SET description = excluded.description, origin = excluded.origin, changed_at = now()
), gone AS (
  DELETE FROM pgwatch2.preset_metric m USING given g WHERE m.preset = g.name AND g.metrics->m.metric IS NULL
)
INSERT INTO pgwatch2.preset_metric AS m (preset, metric, interval_seconds)
SELECT g.name, i.key, i.value::int FROM given g, jsonb_each_text(g.metrics) i ORDER BY g.name, i.key
ON CONFLICT (preset, metric) DO UPDATE SET interval_seconds = excluded.interval_seconds`;

const upsertSources = `
INSERT INTO pgwatch2.source AS s (name, variable, same_as, detached_at, group_name, preset, preset_standby,
  custom_metrics, custom_metrics_standby, only_if_primary, is_enabled, pgwatch_attributes)
SELECT r.name, r.variable, r.same_as, CASE WHEN NOT r.is_attached THEN now() END, r.group_name, r.preset,
  r.preset_standby, r.custom_metrics, nullif(r.custom_metrics_standby, 'null'), r.only_if_primary, r.is_enabled,
  r.pgwatch_attributes
FROM jsonb_to_recordset($1::jsonb) AS r (name text, variable text, same_as text[], is_attached boolean,
  group_name text, preset text, preset_standby text, custom_metrics jsonb, custom_metrics_standby jsonb,
  only_if_primary boolean, is_enabled boolean, pgwatch_attributes jsonb)
ORDER BY r.name
-- Whether it is attached, and by which variable, is for those to say who see the environment change.
ON CONFLICT (name) DO UPDATE SET
  group_name = excluded.group_name, preset = excluded.preset, preset_standby = excluded.preset_standby,
  custom_metrics = excluded.custom_metrics, custom_metrics_standby = excluded.custom_metrics_standby,
  only_if_primary = excluded.only_if_primary, is_enabled = excluded.is_enabled,
  pgwatch_attributes = excluded.pgwatch_attributes, deleted_at = NULL, is_purged = false`;
