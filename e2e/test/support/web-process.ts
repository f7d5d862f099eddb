import { randomBytes } from 'node:crypto';
import path from 'node:path';
import { findFreePort } from '@pgwatch-heroku/embedded-postgres';
import { startApp } from '@pgwatch-heroku/testkit';
import { repoDir, until } from '../../src/index.js';

export interface WebProcess {
  url: string;
  output(): string;
  stop(): Promise<void>;
}

export const adminPassword = 'e2e-admin-password';

/** Other tests may have the machine for a while. */
const readyAtMostMs = 90_000;

/** The built web app as a dyno runs it, with nothing but config vars. No address in them leads off this machine. */
export async function startWebProcess(storeUrl: string, vars: Record<string, string> = {}): Promise<WebProcess> {
  const port = await findFreePort();
  const url = `http://127.0.0.1:${port}`;
  const app = startApp(
    path.join(repoDir, 'bin/pgwatch-heroku'),
    {
      ...{ PATH: '/usr/bin:/bin', NODE_ENV: 'production', DYNO: 'web.1', PORT: String(port) },
      ...{ DATABASE_URL: storeUrl, PGWATCH2_ADMIN_PASSWORD: adminPassword, HEROKU_APP_NAME: 'sunny-day' },
      ...{
        PGWATCH2_LISTEN_HOST: '127.0.0.1',
        HEROKU_HOST: 'http://127.0.0.1:1',
        HEROKU_DATA_HOST: 'http://127.0.0.1:1',
      },
      PGWATCH2_SECRET_KEY: randomBytes(32).toString('hex'),
      ...vars,
    },
    ['web'],
  );
  const stop = async () => {
    app.kill('SIGTERM');
    await app.exited;
  };
  try {
    await until('The web process being ready', () => app.events('ready').length > 0, readyAtMostMs);
  } catch (error) {
    await stop();
    throw new Error(`the web process did not start: ${app.output().slice(-2_000)}`, { cause: error });
  }
  return { url, output: app.output, stop };
}
