import { FrontDoor, listen } from '@pgwatch-heroku/gateway/server';
import { createLogger, runMain, untilStopped } from '@pgwatch-heroku/shared';
import { readConfig, readWithoutSecrets } from './config.js';

const log = createLogger({ name: 'web' });
await runMain(log, async (lifecycle) => {
  const withoutSecrets = readWithoutSecrets();
  if (withoutSecrets) {
    const { serveUnset } = await import('./unset/serve-unset.js');
    return serveUnset(withoutSecrets, log, lifecycle);
  }
  const config = readConfig();
  log.level = config.PGWATCH2_LOG_LEVEL;
  if (config.DYNO) log.setBindings({ dyno: config.DYNO });
  // Bound before anything else, even before our own code is loaded: Heroku ends a web dyno that has not bound its port
  // after 60 s, and a new database may take minutes.
  const door = new FrontDoor();
  const server = await listen(door.listener, config.PORT, config.PGWATCH2_LISTEN_HOST);
  log.info({ event: 'listening', port: config.PORT }, `listening on port ${config.PORT}`);
  const { startWeb } = await import('./start-web.js');
  await startWeb({ config, log, lifecycle, server, door });
  return untilStopped(lifecycle);
});
