import { FrontDoor, listen } from '@pgwatch-heroku/gateway/server';
import { createLogger, runMain, untilStopped } from '@pgwatch-heroku/shared';
import { readConfig } from './config.js';

const log = createLogger({ name: 'grafana' });
await runMain(log, async (lifecycle) => {
  const config = readConfig();
  log.level = config.PGWATCH2_LOG_LEVEL;
  if (config.DYNO) log.setBindings({ dyno: config.DYNO });
  // Bound before our own code is loaded: Heroku ends a web dyno that has not bound its port after 60 s.
  const door = new FrontDoor();
  const server = await listen(door.listener, config.PORT, config.PGWATCH2_LISTEN_HOST);
  log.info({ event: 'listening', port: config.PORT }, `listening on port ${config.PORT}`);
  const { startGrafana } = await import('./start-grafana.js');
  await startGrafana({ config, log, lifecycle, server, door });
  return untilStopped(lifecycle);
});
