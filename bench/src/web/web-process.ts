import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:net';
import path from 'node:path';
import { repoDir, until } from '@pgwatch-heroku/e2e';
import { dynoNodeFlags } from '@pgwatch-heroku/testkit';
import { imageEnvironment } from '../dyno-environment.js';

export interface WebProcess {
  pid: number;
  url: string;
  stop(): Promise<void>;
}

export const webPassword = 'bench-admin-password';

/** A web dyno as the image starts it, with nothing but config vars, on a port of its own. */
export async function startWebProcess(storeUrl: string): Promise<WebProcess> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const child = spawn(process.execPath, [...dynoNodeFlags, path.join(repoDir, 'bin/pgwatch-heroku'), 'web'], {
    cwd: repoDir,
    env: {
      ...{ ...imageEnvironment, DYNO: 'web.1' },
      ...{ PORT: String(port), DATABASE_URL: storeUrl, PGWATCH2_ADMIN_PASSWORD: webPassword },
      PGWATCH2_SECRET_KEY: randomBytes(32).toString('hex'),
    },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const exited = once(child, 'exit');
  const stop = async () => {
    child.kill('SIGTERM');
    await exited;
  };
  try {
    // Not /readyz, which misses a collector.
    await until('The sign-in page', () => isAnswered(`${url}/signin`), 30_000);
  } catch (error) {
    await stop();
    throw error;
  }
  return { pid: child.pid ?? 0, url, stop };
}

const isAnswered = (url: string): Promise<boolean> =>
  fetch(url).then(
    ({ ok }) => ok,
    () => false,
  );

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  server.close();
  await once(server, 'close');
  return port;
}
