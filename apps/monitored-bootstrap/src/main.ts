import { createLogger, runMain } from '@pgwatch-heroku/shared';
import { runMonitoredBootstrap } from './run-monitored-bootstrap.js';

const log = createLogger({ name: 'monitored-bootstrap' });

await runMain(log, ({ signal }) => runMonitoredBootstrap({ log, signal }));
