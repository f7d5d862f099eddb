export { prepareTemplate } from './cluster-template.js';
export { findFreePort } from './free-port.js';
export { type ExitStatus, type GuardedProcess, type GuardedProcessOptions, spawnGuarded } from './guarded-process.js';
export { hasCluster, postgresOwner, reachableDir } from './readable-dir.js';
export { requireDiskSpace } from './require-disk-space.js';
export { type Postgres, type PostgresOptions, startPostgres } from './start-postgres.js';
