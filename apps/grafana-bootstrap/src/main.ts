import { runGrafanaBootstrap } from '@pgwatch-heroku/bootstrap';
import { createLogger, runMain } from '@pgwatch-heroku/shared';
import { readEnvironment } from './config.js';

const log = createLogger({ name: 'grafana-bootstrap' });

await runMain(log, ({ signal }) => runGrafanaBootstrap({ env: readEnvironment(), log, signal }));
