import { formatValue } from '../../../format/value.js';

/** How often a source with these intervals is asked something: `12.4 a minute`. */
export function formatRate(metrics: Record<string, number>): string {
  const perMinute = Object.values(metrics).reduce((sum, seconds) => sum + 60 / seconds, 0);
  return `${formatValue(perMinute, 'short')} a minute`;
}
