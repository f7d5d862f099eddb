import { formatMoment } from '../format/time.js';
import { formatValue } from '../format/value.js';
import type { PreparedChart } from './prepare.js';

/** What a chart shows, for those who cannot see it. */
export function chartSummary({ labels, values }: PreparedChart, unit: string): string {
  return labels
    .map((label, line) => {
      const known = (values[line] ?? []).filter((value) => value !== null);
      if (known.length === 0) return `${label}: no samples`;
      const [low, high] = known.reduce(([min, max], value) => [Math.min(min, value), Math.max(max, value)], [
        Number.POSITIVE_INFINITY,
        Number.NEGATIVE_INFINITY,
      ] as [number, number]);
      const text = (value: number | undefined) => formatValue(value, unit);
      return `${label}: from ${text(low)} to ${text(high)}, latest ${text(known.at(-1))}`;
    })
    .join('; ');
}

/** What a chart shows at one moment. */
export function momentSummary({ times, labels, values }: PreparedChart, index: number, unit: string): string {
  const time = times[index];
  if (time === undefined) return '';
  const figures = labels.map((label, line) => `${label} ${formatValue(values[line]?.[index], unit)}`);
  return `${formatMoment(new Date(time * 1000))}: ${figures.join(', ')}`;
}
