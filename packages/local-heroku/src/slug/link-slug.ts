import { symlink } from 'node:fs/promises';
import path from 'node:path';
import { type OldSlugs, removeOldSlugs } from './remove-old-slugs.js';

/**
 * Takes a slug that `buildSlug` made elsewhere, of the same project, in the place of building it. Dynos run from it as
 * it is: nobody may change it. Returns what stands for it under `slugsDir`.
 */
export async function linkSlug(slug: string, slugsDir: string, options: OldSlugs = {}): Promise<string> {
  await removeOldSlugs(slugsDir, options);
  const link = path.join(slugsDir, `slug-${Date.now().toString(36)}`);
  await symlink(path.resolve(slug), link);
  return link;
}
