import { isDeepStrictEqual } from 'node:util';
import type { Preset } from '@pgwatch-heroku/metrics';
import type { AttachedSource } from '../sources/sync-attached-sources.js';
import type { StoredDefinitions, TransferMetric } from './definitions.js';
import { fromYamlMetric } from './from-yaml-metric.js';
import { type AliasedSource, fromYamlSource } from './from-yaml-source.js';
import type { ParsedYaml, Remark } from './parse-yaml.js';

/** What an import would do: everything that differs from what is stored. */
export interface ImportPlan {
  metrics: TransferMetric[];
  presets: Preset[];
  sources: AliasedSource[];
  /** One line per item: `metric db_stats changed`. */
  changes: string[];
  unchangedCount: number;
  /** What stands in the way; nothing may be done then. */
  problems: Remark[];
  /** What is not taken over, or not as it stands. */
  notes: Remark[];
}

/** Compares a file with what is stored. What the file does not name stays as it is. */
export function planImport(
  { content, lineOf, problems: formProblems }: ParsedYaml,
  stored: StoredDefinitions,
  attachments: readonly AttachedSource[],
): ImportPlan {
  const plan: ImportPlan = {
    ...{ metrics: [], presets: [], sources: [], changes: [], unchangedCount: 0, notes: [] },
    problems: [...formProblems],
  };
  const { metrics = {}, presets = {}, sources = [] } = content ?? {};
  const hasMetric = (name: string) => Object.hasOwn(metrics, name) || stored.metrics.has(name);
  const hasPreset = (name: string) => Object.hasOwn(presets, name) || stored.presets.has(name);
  const decide = <T>(kind: string, name: string, before: unknown, after: unknown, list: T[], item: T) => {
    if (before !== undefined && isDeepStrictEqual(before, after)) plan.unchangedCount++;
    else {
      list.push(item);
      plan.changes.push(`${kind} ${name} ${before === undefined ? 'added' : 'changed'}`);
    }
  };
  const noteMissing = (names: readonly string[], path: readonly PropertyKey[], whose: string) => {
    for (const name of names.filter((one) => !hasMetric(one))) {
      const message = `${whose} asks for ${name}, and there is no metric of this name: its sources will say so`;
      plan.notes.push({ line: lineOf([...path, name]), message });
    }
  };

  for (const [name, yaml] of Object.entries(metrics)) {
    const { value, problems, notes } = fromYamlMetric(name, yaml, lineOf);
    plan.problems.push(...problems);
    plan.notes.push(...notes);
    const before = stored.metrics.get(name);
    const { origin: _, name: __, ...known } = { name, ...before };
    if (value) decide('metric', name, before && known, value, plan.metrics, value);
  }
  for (const [name, { description = '', metrics: intervals }] of Object.entries(presets)) {
    const preset: Preset = { name, description, metrics: intervals };
    const before = stored.presets.get(name);
    const { origin: _, ...known } = before ?? { origin: undefined };
    decide('preset', name, before && known, preset, plan.presets, preset);
    noteMissing(Object.keys(intervals), ['presets', name, 'metrics'], `preset ${name}`);
  }
  const lineOfAlias = new Map<string, number>();
  for (const [index, yaml] of sources.entries()) {
    const { value, problems, notes } = fromYamlSource(index, yaml, lineOf, attachments);
    plan.problems.push(...problems);
    plan.notes.push(...notes);
    if (!value) continue;
    const { alias, source } = value;
    const path = ['sources', index];
    const twin = lineOfAlias.get(alias);
    lineOfAlias.set(alias, lineOf(path));
    if (twin !== undefined) {
      plan.problems.push({ line: lineOf(path), message: `source ${yaml.name}: line ${twin} has the same database` });
    }
    for (const key of ['preset_metrics', 'preset_metrics_standby'] as const) {
      const preset = yaml[key];
      if (!preset || hasPreset(preset)) continue;
      plan.problems.push({
        line: lineOf([...path, key]),
        message: `source ${yaml.name}: there is no preset ${preset}`,
      });
    }
    for (const key of ['custom_metrics', 'custom_metrics_standby'] as const) {
      noteMissing(Object.keys(yaml[key] ?? {}), [...path, key], `source ${yaml.name}`);
    }
    decide('source', alias, stored.sources.get(alias), source, plan.sources, value);
  }
  for (const remarks of [plan.problems, plan.notes]) remarks.sort((a, b) => a.line - b.line);
  return plan;
}
