export { type StartCommandOptions, startCommand } from './cli/start-command.js';
export type { DynoInfo, LocalHeroku, LocalHerokuOptions } from './local-heroku.js';
export { formatLogLine, LogHub, type LogLine, type LogSubscriber } from './logs/log-hub.js';
export { loadManifests, type Manifests } from './manifest/load-manifests.js';
export type { OnProgress, Progress, StepName } from './progress.js';
export { startLocalHeroku } from './start-local-heroku.js';
export { resetState } from './state/reset-state.js';
