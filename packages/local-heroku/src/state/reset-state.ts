import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { reachableDir } from '@pgwatch-heroku/embedded-postgres';
import { ControlSocket } from './control-socket.js';
import { prepareStateDir, stateNames } from './state-dir.js';
import { StateStore } from './state-store.js';

/**
 * Deletes everything that local Heroku keeps, databases included.
 *
 * @throws AppError `unavailable` while it runs, `configuration` when the folder is not one of local Heroku's.
 */
export async function resetState(stateDir: string): Promise<void> {
  if (!existsSync(stateDir)) return;
  await prepareStateDir(stateDir);
  const control = await ControlSocket.take(stateDir);
  try {
    // As root the cluster may stand elsewhere: where the state says, or, when that cannot be read, where it would be.
    const store = await StateStore.open(stateDir, '').catch(() => undefined);
    const dedicated = Object.values(store?.state.servers ?? {}).map(({ dir }) => dir);
    for (const dir of [store?.state.postgres.dir, ...dedicated, reachableDir(path.join(stateDir, 'postgres'))]) {
      if (dir && /^\/var\/tmp\/pgwatch-heroku-[0-9a-f]+$/.test(dir)) await rm(dir, { recursive: true, force: true });
    }
    for (const name of stateNames) await rm(path.join(stateDir, name), { recursive: true, force: true });
  } finally {
    await control.release();
  }
}
