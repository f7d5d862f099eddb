import { createHash } from 'node:crypto';
import { existsSync, statSync } from 'node:fs';
import path from 'node:path';

/** PostgreSQL refuses to run as root, so root runs it as `nobody`, which exists everywhere without useradd. */
export const postgresOwner = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : undefined;

/**
 * The folder itself, or, when we run as root and `nobody` could not reach it (a clone under /root is mode 700), a
 * folder of the same identity under /var/tmp.
 */
export function reachableDir(dir: string): string {
  if (!postgresOwner) return dir;
  for (let at = path.resolve(dir); ; at = path.dirname(at)) {
    const stats = existsSync(at) ? statSync(at) : undefined;
    if (stats && (stats.mode & 0o001) === 0) {
      const identity = createHash('sha256').update(path.resolve(dir)).digest('hex').slice(0, 12);
      return path.join('/var/tmp', `pgwatch-heroku-${identity}`);
    }
    if (at === path.dirname(at)) return dir;
  }
}

/** Whether there is a cluster that `startPostgres` would start on, wherever it really is. */
export function hasCluster(dir: string): boolean {
  return existsSync(path.join(reachableDir(path.resolve(dir)), 'data', 'PG_VERSION'));
}
