import type { Family, Sample } from './family.js';

/** The text formats that Prometheus and those who speak like it read, by media type. */
export const formats = {
  plain: 'text/plain; version=0.0.4; charset=utf-8',
  openMetrics: 'application/openmetrics-text; version=1.0.0; charset=utf-8',
} as const;

export type Format = keyof typeof formats;

/**
 * Writes families as text; those without a sample are left out. The formats differ in where a counter's `_total` stands,
 * in what is escaped in a help text, and in the end.
 */
export function renderFamilies(families: readonly Family[], format: Format): string {
  const isOpen = format === 'openMetrics';
  const lines = families
    .filter(({ samples }) => samples.length > 0)
    .flatMap(({ name, help, type, samples }) => {
      const full = type === 'counter' ? `${name}_total` : name;
      const head = isOpen ? name : full;
      return [
        `# HELP ${head} ${isOpen ? escapeLabel(help) : escapeHelp(help)}`,
        `# TYPE ${head} ${type}`,
        ...samples.map((sample) => `${full}${renderLabels(sample)} ${renderValue(sample.value)}`),
      ];
    });
  return `${[...lines, ...(isOpen ? ['# EOF'] : [])].join('\n')}\n`;
}

function renderLabels({ labels }: Sample): string {
  const pairs = Object.entries(labels).map(([name, value]) => `${name}="${escapeLabel(value)}"`);
  return pairs.length > 0 ? `{${pairs.join(',')}}` : '';
}

function renderValue(value: number): string {
  if (Number.isFinite(value)) return String(value);
  return Number.isNaN(value) ? 'NaN' : value > 0 ? '+Inf' : '-Inf';
}

const escapeHelp = (text: string) => text.replaceAll('\\', '\\\\').replaceAll('\n', '\\n');
const escapeLabel = (text: string) => escapeHelp(text).replaceAll('"', '\\"');
