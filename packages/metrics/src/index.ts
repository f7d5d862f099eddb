export { maxWatched } from './changes/watched-kind.js';
export { emptyTables } from './empty-tables.js';
export { isShipped } from './is-shipped.js';
export { metrics } from './metrics/index.js';
export { extensionSchemaSql, helperCallSql, helperNames, placeNames } from './place-names.js';
export { presets } from './presets/index.js';
export { selectSql } from './select-version.js';
export type { Metric, MetricDetails, MetricStorage, MetricVersion, Preset } from './types.js';
