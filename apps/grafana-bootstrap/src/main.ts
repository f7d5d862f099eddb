import { createLogger, runMain } from '@pgwatch-heroku/shared';
import { runGrafanaBootstrap } from './run-grafana-bootstrap.js';

const log = createLogger({ name: 'grafana-bootstrap' });

await runMain(log, ({ signal }) => runGrafanaBootstrap({ log, signal }));
