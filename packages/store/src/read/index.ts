export { readExistingMetrics } from './existing-metrics.js';
export { readFleet, readSource } from './read-fleet.js';
export { readMetricProblems, type StoredMetricProblem } from './read-metric-problems.js';
export type { Point } from './read-readings.js';
export { readSetup, type SetupFacts } from './read-setup.js';
export { readSourceId } from './read-source-id.js';
export type { SourceFigures } from './source-figures.js';
