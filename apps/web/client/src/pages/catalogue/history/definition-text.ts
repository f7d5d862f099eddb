import type { MetricDefinition } from '../../../api/contract.js';
import type { Definition } from '../use-change-definition.js';

/** A metric or a preset as text, a line per setting, so that two of them can be compared; empty for none. */
export function definitionText(definition: Definition | null): string {
  if (!definition) return '';
  const { description } = definition;
  if (!('versions' in definition)) {
    const intervals = Object.entries(definition.metrics).sort(([a], [b]) => (a < b ? -1 : 1));
    return [`description: ${description}`, ...intervals.map(([name, seconds]) => `${name}: ${seconds} s`)].join('\n');
  }
  return [`description: ${description}`, ...settingsOf(definition), ...sqlOf(definition)].join('\n');
}

function settingsOf({ appliesTo, requiresExtension, storedAs, statementTimeoutMs, storage }: MetricDefinition) {
  const settings = { appliesTo, requiresExtension, storedAs, statementTimeoutMs, ...storage };
  return Object.entries(settings)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `${name}: ${String(value)}`);
}

function sqlOf({ versions, availability, details }: MetricDefinition): string[] {
  const sections = versions.map(({ minMajor, sql }) => ({ title: `PostgreSQL ${minMajor} and later`, sql }));
  if (availability !== undefined) sections.push({ title: 'availability', sql: availability });
  if (details) sections.push({ title: `texts of ${details.tag}`, sql: details.sql });
  return sections.flatMap(({ title, sql }) => ['', `-- ${title}`, ...sql.split('\n')]);
}
