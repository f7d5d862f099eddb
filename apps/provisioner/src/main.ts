import { createLogger, runMain } from '@pgwatch-heroku/shared';
import { provision } from './provision.js';

const log = createLogger({ name: 'provisioner' });

await runMain(log, ({ signal }) => provision({ log, signal }));
