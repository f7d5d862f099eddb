import { fileURLToPath } from 'node:url';
import { createGateway } from '@pgwatch-heroku/gateway';
import { createLogger, runMain, untilStopped } from '@pgwatch-heroku/shared';
import { apiRouter } from './api/api-router.js';
import { readConfig, readUnmonitoredAttachments } from './config.js';
import { createPools } from './create-pools.js';
import { closeServer } from './server/close-server.js';
import { createApp } from './server/create-app.js';
import { listen } from './server/listen.js';
import { Readiness } from './server/readiness.js';

const log = createLogger({ name: 'web' });

await runMain(log, async (lifecycle) => {
  const config = readConfig();
  log.level = config.PGWATCH2_LOG_LEVEL;
  const url = config.PGWATCH2_URL ?? config.DATABASE_URL;
  const pools = createPools(url, 'the Collector DB');
  lifecycle.onStop('pools', () => Promise.all([pools.reading.end(), pools.sessions.end()]));
  const gateway = createGateway({
    adminPassword: config.PGWATCH2_ADMIN_PASSWORD,
    secretKey: config.PGWATCH2_SECRET_KEY,
    appName: config.HEROKU_APP_NAME,
    pool: pools.sessions,
    log,
  });
  lifecycle.onStop('gateway', () => gateway.close());
  const readiness = new Readiness();
  const api = apiRouter({
    pool: pools.reading,
    deployment: { hasOwnCredential: config.PGWATCH2_URL !== undefined },
    attachedNotMonitored: readUnmonitoredAttachments(),
  });
  const clientDir = fileURLToPath(new URL('./client/', import.meta.url));

  // Bound first: Heroku kills a web dyno that has not bound its port after 60 s, and a database may take minutes.
  const server = await listen(createApp({ log, gateway, readiness, api, clientDir }), config.PORT);
  lifecycle.onStop('http', () => closeServer(server));
  log.info({ event: 'listening', port: config.PORT }, `listening on port ${config.PORT}`);

  // Imported when the port is bound, because migrations bring a lot of code with them.
  const { ensureSchema } = await import('@pgwatch-heroku/bootstrap');
  await ensureSchema({ url: config.DATABASE_URL, pgwatch2Url: config.PGWATCH2_URL, log, signal: lifecycle.signal });
  readiness.setReady();
  log.info({ event: 'ready' }, 'ready');
  return untilStopped(lifecycle);
});
