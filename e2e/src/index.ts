export { keepsScreenshots } from './config.js';
export { findChromium } from './find-chromium.js';
export { isAlive, listDescendants, listProcesses, type ProcessInfo } from './process-tree.js';
export { signIn } from './sign-in.js';
export { type Cli, readDatabaseUrl, repoDir, startCli } from './start-cli.js';
export { until } from './until.js';
