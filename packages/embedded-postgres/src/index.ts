export { findFreePort, isPortFree } from './free-port.js';
export { type ExitStatus, type GuardedProcess, type GuardedProcessOptions, spawnGuarded } from './guarded-process.js';
export { postgresOwner } from './readable-dir.js';
export { type Postgres, type PostgresOptions, startPostgres } from './start-postgres.js';
