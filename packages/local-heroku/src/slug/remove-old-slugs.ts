import { mkdir, readdir, rm } from 'node:fs/promises';
import path from 'node:path';

export interface OldSlugs {
  /** Whether earlier slugs stay, and which of them when not all. */
  keepsOthers?: boolean;
  kept?: ReadonlySet<string>;
}

/** Makes room in the folder of slugs for a new one; half of one that was interrupted always goes. */
export async function removeOldSlugs(slugsDir: string, options: OldSlugs): Promise<void> {
  const { keepsOthers = false, kept = new Set() } = options;
  await mkdir(slugsDir, { recursive: true });
  for (const old of await readdir(slugsDir)) {
    if (old !== 'partial' && (keepsOthers || kept.has(old))) continue;
    await rm(path.join(slugsDir, old), { recursive: true, force: true });
  }
}
