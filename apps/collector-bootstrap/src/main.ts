import { createLogger, runMain } from '@pgwatch-heroku/shared';
import { runCollectorBootstrap } from './run-collector-bootstrap.js';

const log = createLogger({ name: 'collector-bootstrap' });

await runMain(log, ({ signal }) => runCollectorBootstrap({ log, signal }));
