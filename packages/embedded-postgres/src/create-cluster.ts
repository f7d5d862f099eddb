import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { appendFile, chmod, chown, mkdir, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { AppError, messageOf } from '@pgwatch-heroku/shared';
import { createCertificate } from './certificate.js';
import { postgresOwner } from './readable-dir.js';
import type { Runtime } from './runtime.js';

/**
 * Runs initdb for `<dir>/data`, and sets the cluster up to speak only TLS, with a certificate of its own; the
 * superuser's password goes into `<dir>/superuser-password`.
 *
 * @throws AppError `unavailable` with what initdb said.
 */
export async function createCluster(
  runtime: Runtime,
  dir: string,
  settings: Record<string, string | number> = {},
): Promise<void> {
  const dataDir = path.join(dir, 'data');
  // Into a folder beside it, renamed when complete: an interrupted initdb leaves nothing that looks like a cluster.
  const partial = `${dataDir}.partial`;
  await rm(partial, { recursive: true, force: true });
  await mkdir(partial, { mode: 0o700 });
  const secret = randomBytes(24).toString('hex');
  const passwordFile = path.join(dir, 'superuser-password');
  await writeFile(passwordFile, `${secret}\n`, { mode: 0o600 });
  if (postgresOwner) {
    await chown(partial, postgresOwner.uid, postgresOwner.gid);
    await chown(passwordFile, postgresOwner.uid, postgresOwner.gid);
  }
  const args = ['-D', partial, '-U', 'postgres', '--auth=scram-sha-256', `--pwfile=${passwordFile}`];
  const set = Object.entries(settings).flatMap(([name, value]) => ['--set', `${name}=${value}`]);
  try {
    // Not waited for in a blocking way: local Heroku makes servers while its router and its APIs answer.
    await promisify(execFile)(runtime.initdb, [...args, ...set, '--encoding=UTF8', '--locale=C', '--no-sync'], {
      ...postgresOwner,
      cwd: '/',
      env: { LC_ALL: 'C', PATH: '/usr/bin:/bin' },
    });
  } catch (cause) {
    await rm(partial, { recursive: true, force: true });
    const { stderr = '' } = cause as { stderr?: string };
    const reason = stderr.trim() || messageOf(cause);
    throw new AppError(
      'unavailable',
      `initdb of the embedded PostgreSQL failed: ${reason.split('\n').slice(-3).join(' ')}`,
      {
        cause,
        retryable: false,
        hint: /No space left/.test(reason)
          ? 'The disk is full: free some space and start again.'
          : `It ran in ${dir}, where no cluster was left behind.`,
      },
    );
  }
  const { certificate, privateKey } = await createCertificate();
  await writeFile(path.join(partial, 'server.crt'), certificate);
  await writeFile(path.join(partial, 'server.key'), privateKey, { mode: 0o600 });
  await writeFile(path.join(partial, 'pg_hba.conf'), 'hostssl all all 127.0.0.1/32 scram-sha-256\n');
  await appendFile(path.join(partial, 'postgresql.conf'), "\nssl = on\nlisten_addresses = '127.0.0.1'\n");
  if (postgresOwner) {
    for (const name of ['server.crt', 'server.key', 'pg_hba.conf']) {
      await chown(path.join(partial, name), postgresOwner.uid, postgresOwner.gid);
    }
    await chown(passwordFile, 0, 0);
  }
  await chmod(passwordFile, 0o600);
  await rename(partial, dataDir);
}
