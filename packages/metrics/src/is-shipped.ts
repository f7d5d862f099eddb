import { metrics } from './metrics/index.js';
import type { Metric } from './types.js';

const textsOf = ({ versions, availability, details }: Metric) =>
  [...versions.map(({ sql }) => sql), availability, details?.sql].filter((sql) => sql !== undefined);

const shipped = new Set(metrics.flatMap(textsOf));

/** Whether all SQL of a metric is ours, word for word; else a person wrote it. */
export const isShipped = (metric: Metric): boolean => textsOf(metric).every((sql) => shipped.has(sql));
