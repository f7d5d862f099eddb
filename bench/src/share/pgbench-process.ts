import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { repoDir } from '@pgwatch-heroku/e2e';
import { dynoNodeFlags } from '@pgwatch-heroku/testkit';
import { imageEnvironment } from '../dyno-environment.js';

export interface PgbenchProcess {
  /** Resolves when the tables are there and the load begins. */
  started: Promise<void>;
  stop(): Promise<void>;
}

/** Puts a database under load as the sample database's dyno does, with rounds so short that minutes show their average. */
export function startPgbenchProcess(url: string, load: { tps: number; clients: number }): PgbenchProcess {
  const child = spawn(process.execPath, [...dynoNodeFlags, path.join(repoDir, 'bin/pgwatch-heroku'), 'pgbench'], {
    cwd: repoDir,
    env: {
      ...imageEnvironment,
      MONITOREDDB_URL: url,
      PGWATCH2_PGBENCH_TPS: String(load.tps),
      PGWATCH2_PGBENCH_CLIENTS: String(load.clients),
      PGWATCH2_PGBENCH_CYCLE_SECONDS: '30',
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const started = new Promise<void>((resolve, reject) => {
    const lines: string[] = [];
    createInterface({ input: child.stdout }).on('line', (line) => {
      lines.push(line);
      if (line.includes('"load-started"')) resolve();
    });
    child.once('exit', (code) => reject(new Error(`pgbench ended with exit code ${code}:\n${lines.join('\n')}`)));
  });
  // Whoever waits for it is told; an end that was asked for is nobody's.
  started.catch(() => undefined);
  return {
    started,
    async stop() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.kill('SIGTERM');
      await once(child, 'exit');
    },
  };
}
