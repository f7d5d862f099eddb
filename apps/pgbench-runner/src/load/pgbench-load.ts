import { spawn } from 'node:child_process';
import { AppError, parseDatabaseUrl, redactText } from '@pgwatch-heroku/shared';
import type { Target } from '../target-database.js';
import type { Load } from './own-load.js';

/** pgbench ends by itself shortly after its time; one that hangs on a dead connection is ended. */
const graceMs = 15_000;

/** The load by PostgreSQL's pgbench, on the tables that we made. Its password comes by environment, never by argv. */
export const pgbenchLoad = (program: string, target: Target, applicationName: string): Load => {
  const { host, port, database, user, password } = parseDatabaseUrl(target.url, target.variable);
  const env = {
    PGHOST: host,
    PGPORT: String(port),
    PGDATABASE: database,
    PGUSER: user,
    PGPASSWORD: password,
    PGSSLMODE: 'require',
    PGAPPNAME: applicationName,
    PGCONNECT_TIMEOUT: '10',
    LC_ALL: 'C',
  };
  return async (segment, signal) => {
    const seconds = Math.max(1, Math.round(segment.durationMs / 1_000));
    const clients = String(segment.clients);
    const args = ['-n', '-c', clients, '-j', '1', '-R', String(segment.tps), '-T', String(seconds)];
    const child = spawn(program, args, { env, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    const keepTail = (chunk: Buffer) => {
      output = (output + chunk.toString()).slice(-4_000);
    };
    child.stdout.on('data', keepTail);
    child.stderr.on('data', keepTail);
    const stop = () => child.kill('SIGTERM');
    signal.addEventListener('abort', stop, { once: true });
    const timer = setTimeout(() => child.kill('SIGKILL'), seconds * 1_000 + graceMs);
    const ended = await new Promise<string | number | null>((resolve, reject) => {
      child.once('error', reject);
      child.once('close', (code, signalName) => resolve(signalName ?? code));
    }).finally(() => {
      clearTimeout(timer);
      signal.removeEventListener('abort', stop);
    });
    if (ended !== 0 && !signal.aborted) {
      const lastLine = output.trimEnd().split('\n').at(-1) ?? '';
      throw new AppError('unavailable', `pgbench ended with ${ended}: ${redactText(lastLine)}`);
    }
    return Number(/number of transactions actually processed: (\d+)/.exec(output)?.[1] ?? 0);
  };
};
