export { findFreePort, isPortFree } from './free-port.js';
export { type ExitStatus, type GuardedProcess, type GuardedProcessOptions, spawnGuarded } from './guarded-process.js';
export { type Postgres, type PostgresOptions, startPostgres } from './start-postgres.js';
