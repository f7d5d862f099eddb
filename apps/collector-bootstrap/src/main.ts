import { runCollectorBootstrap } from '@pgwatch-heroku/bootstrap';
import { createLogger, runMain } from '@pgwatch-heroku/shared';
import { readEnvironment } from './config.js';

const log = createLogger({ name: 'collector-bootstrap' });

await runMain(log, ({ signal }) => runCollectorBootstrap({ env: readEnvironment(), log, signal }));
