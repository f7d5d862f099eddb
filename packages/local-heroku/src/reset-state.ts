import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { ControlSocket } from './control-socket.js';
import { StateStore } from './state/state-store.js';

/**
 * Deletes everything that local Heroku keeps, databases included.
 *
 * @throws AppError `unavailable` while it runs.
 */
export async function resetState(stateDir: string): Promise<void> {
  if (!existsSync(stateDir)) return;
  const control = await ControlSocket.take(stateDir);
  // As root the cluster may stand elsewhere; a state that cannot be read does not know where.
  const store = await StateStore.open(stateDir).catch(() => undefined);
  const clusterDir = store?.state.postgres.dir;
  if (clusterDir && /^\/var\/tmp\/pgwatch-heroku-[0-9a-f]+$/.test(clusterDir)) {
    await rm(clusterDir, { recursive: true, force: true });
  }
  for (const name of ['state.json', 'postgres', 'slugs', 'dynos']) {
    await rm(path.join(stateDir, name), { recursive: true, force: true });
  }
  await control.release();
}
