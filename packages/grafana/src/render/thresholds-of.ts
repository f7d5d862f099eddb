import type { Level, Thresholds } from '../panel.js';

const colors: Record<Level, string> = { good: 'green', warning: 'orange', critical: 'red' };

/** Grafana's form of thresholds; without any, everything is as it is. */
export const thresholdsOf = (thresholds: Thresholds | undefined) => ({
  mode: 'absolute',
  steps: thresholds
    ? thresholds.map(([value, level]) => ({ value, color: colors[level] }))
    : [{ value: null, color: 'text' }],
});
