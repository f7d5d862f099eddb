import { runMonitoredBootstrap } from '@pgwatch-heroku/bootstrap';
import { createLogger, runMain } from '@pgwatch-heroku/shared';
import { readEnvironment } from './config.js';

const log = createLogger({ name: 'monitored-bootstrap' });

await runMain(log, ({ signal }) => runMonitoredBootstrap({ env: readEnvironment(), log, signal }));
