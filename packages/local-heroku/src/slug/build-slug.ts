import { copyFileSync, linkSync, mkdirSync, readdirSync, statSync, symlinkSync } from 'node:fs';
import { rename } from 'node:fs/promises';
import path from 'node:path';
import { packSource } from './pack-source.js';
import { findProductionPackages } from './production-packages.js';
import { type OldSlugs, removeOldSlugs } from './remove-old-slugs.js';

export interface SlugOptions extends OldSlugs {
  /** Of the folder; default: one by the time. */
  name?: string;
}

/**
 * Makes the tree that dynos run from: what the image of the Dockerfile holds and no more, so that a forgotten
 * dependency fails here first. Earlier slugs under `slugsDir` go away unless told otherwise. Returns the folder of the
 * new one.
 */
export async function buildSlug(repoDir: string, slugsDir: string, options: SlugOptions = {}): Promise<string> {
  const { name: slugName = `slug-${Date.now().toString(36)}` } = options;
  const { installed, workspaces } = await findProductionPackages(repoDir);
  const partial = path.join(slugsDir, 'partial');
  const slugDir = path.join(slugsDir, slugName);
  await removeOldSlugs(slugsDir, options);
  mkdirSync(partial);

  for (const dir of installed) placeTree(path.join(repoDir, dir), path.join(partial, dir), linkOrCopy);
  for (const { name, dir } of workspaces) {
    // Copied, not linked: a compiler writes into the files that are there, under the feet of running dynos.
    copyIfThere(path.join(repoDir, dir, 'package.json'), path.join(partial, dir, 'package.json'));
    copyIfThere(path.join(repoDir, dir, 'dist'), path.join(partial, dir, 'dist'));
    const link = path.join(partial, 'node_modules', name);
    mkdirSync(path.dirname(link), { recursive: true });
    symlinkSync(path.relative(path.dirname(link), path.join(partial, dir)), link);
  }
  for (const name of ['package.json', 'bin']) copyIfThere(path.join(repoDir, name), path.join(partial, name));
  await packSource(repoDir, partial);
  await rename(partial, slugDir);
  return slugDir;
}

function copyIfThere(from: string, to: string): void {
  const stats = statSync(from, { throwIfNoEntry: false });
  if (stats?.isDirectory()) placeTree(from, to, copyFileSync);
  else if (stats) {
    mkdirSync(path.dirname(to), { recursive: true });
    copyFileSync(from, to);
  }
}

/** A nested node_modules has lock entries of its own. */
function placeTree(from: string, to: string, place: (source: string, target: string) => void): void {
  mkdirSync(to, { recursive: true });
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    if (entry.name === 'node_modules') continue;
    const source = path.join(from, entry.name);
    const target = path.join(to, entry.name);
    if (entry.isDirectory()) placeTree(source, target, place);
    else if (entry.isFile()) place(source, target);
  }
}

/** Hard links cost neither time nor space. */
function linkOrCopy(source: string, target: string): void {
  try {
    linkSync(source, target);
  } catch {
    copyFileSync(source, target); // another file system, or one without links
  }
}
