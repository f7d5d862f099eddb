import type { Preset } from '@pgwatch-heroku/metrics';
import type { Queryable } from '@pgwatch-heroku/shared';
import { stringify } from 'yaml';
import { noPreset, type TransferMetric, type TransferSource } from './definitions.js';
import { withoutAbsent } from './from-yaml-metric.js';
import { readDefinitions } from './read-definitions.js';

export const exportParts = ['metrics', 'presets', 'sources', 'all'] as const;
export type ExportPart = (typeof exportParts)[number];

export interface ExportOptions {
  /** Leaves out the metrics and presets that are shipped and unchanged. */
  ownOnly?: boolean;
}

const placeholderNote = `\
In the SQL, {{pg_stat_activity}}, {{pg_stat_replication}} and {{pg_stat_statements}} stand for the view of that name, or for
the helper function that shows it to a role without pg_monitor. For another pgwatch write the name of the view.`;

/**
 * Metrics, presets or sources as YAML of pgwatch v3 and later, which importYaml() takes back without a loss: sources as
 * pgwatch's bare list, `all` as one document of ours. No URL is in it: a source names its config var.
 */
export async function exportYaml(
  db: Queryable,
  part: ExportPart,
  { ownOnly = false }: ExportOptions = {},
): Promise<string> {
  const stored = await readDefinitions(db);
  const isWanted = ({ origin }: { origin: string }) => !ownOnly || origin === 'user';
  const metrics = Object.fromEntries(
    [...stored.metrics.values()].filter(isWanted).map((one) => [one.metric.name, toYamlMetric(one)]),
  );
  const presets = Object.fromEntries(
    [...stored.presets.values()].filter(isWanted).map((one) => [one.name, toYamlPreset(one)]),
  );
  const sources = [...stored.sources].map(([name, source]) => toYamlSource(name, source));
  const chosen = { metrics: { metrics }, presets: { presets }, sources, all: { metrics, presets, sources } }[part];
  const note = /\{\{pg_stat/.test(JSON.stringify(chosen)) ? `${placeholderNote.replaceAll(/^/gm, '# ')}\n` : '';
  return note + stringify(chosen, { lineWidth: 0, aliasDuplicateObjects: false });
}

function toYamlMetric({ metric, pgwatchAttributes }: TransferMetric) {
  const ours = withoutAbsent({
    requires_extension: metric.requiresExtension,
    availability: metric.availability,
    details: metric.details,
    storage: metric.storage,
  });
  return withoutAbsent({
    description: metric.description || undefined,
    sqls: Object.fromEntries(metric.versions.map(({ minMajor, sql }) => [minMajor, sql])),
    node_status: metric.appliesTo === 'any' ? undefined : metric.appliesTo,
    storage_name: metric.storedAs,
    statement_timeout_seconds: metric.statementTimeoutMs === undefined ? undefined : metric.statementTimeoutMs / 1_000,
    ...pgwatchAttributes,
    pgwatch_heroku: Object.keys(ours).length > 0 ? ours : undefined,
  });
}

const toYamlPreset = ({ description, metrics }: Preset) => ({ description, metrics });

function toYamlSource(name: string, source: TransferSource) {
  const hasCustom = Object.keys(source.customMetrics).length > 0;
  return withoutAbsent({
    name,
    group: source.group ?? undefined,
    conn_str: `$${source.variable}`,
    kind: 'postgres',
    preset_metrics: source.preset === noPreset && hasCustom ? undefined : source.preset,
    custom_metrics: hasCustom ? source.customMetrics : undefined,
    preset_metrics_standby: source.presetStandby ?? undefined,
    custom_metrics_standby: source.customMetricsStandby ?? undefined,
    is_enabled: source.isEnabled,
    only_if_master: source.onlyIfPrimary || undefined,
    ...source.pgwatchAttributes,
  });
}
