export { bootstrapCollector, type CollectorOptions } from './bootstrap-collector.js';
export { bootstrapGrafana, type GrafanaOptions } from './bootstrap-grafana.js';
export { bootstrapMonitored, type MonitoredOptions } from './bootstrap-monitored.js';
export { type ChosenDatabases, chooseDatabases, type DatabaseEnv } from './choose-databases.js';
export { type EnsureSchemaOptions, ensureSchema } from './ensure-schema.js';
export { isNotThere } from './failure.js';
export type { BootstrapOptions, BootstrapResult } from './options.js';
export { type PlanLimit, warnOfPlanLimits } from './plan-limits.js';
export { type UninstallOptions, uninstallMonitored } from './uninstall-monitored.js';
