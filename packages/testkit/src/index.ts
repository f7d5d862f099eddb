export { browserAddress } from './browser/browser-address.js';
export { clusterTemplate } from './cluster/cluster-template.js';
export { createStandby, type Standby } from './cluster/create-standby.js';
export { type Cluster, type ClusterOptions, startCluster } from './cluster/start-cluster.js';
export {
  createTestDatabase,
  createTestRole,
  type OwnedTemplate,
  ownedTemplateDatabase,
  type TestDatabase,
  type TestDatabaseOptions,
  templateDatabase,
  withSuperuser,
} from './database.js';
export { dynoNodeFlags } from './dyno-node-flags.js';
export { endWithUs } from './end-with-us.js';
export { type FaultyProxy, startFaultyProxy } from './faulty-proxy.js';
export { GoldenFile } from './golden-file.js';
export { type GrafanaView, grafanaText } from './grafana/grafana-text.js';
export { type GrafanaHome, makeGrafanaHome } from './grafana/make-grafana-home.js';
export type { StandInBehaviour } from './grafana/stand-in-behaviour.js';
export { hasGit } from './has-git.js';
export { sharedDir } from './shared-dir.js';
export { parseEvents, type RunningApp, startApp } from './start-app.js';
export { until } from './until.js';
