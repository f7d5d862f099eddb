import path from 'node:path';

export const packagesDir = path.resolve(import.meta.dirname, '../../..');

/** Of the file that holds all of a package, beside the one that its package.json names. */
export const bundleSuffix = '.bundle.js';

/** @param file what the name of a module leads to: a package of ours is one file for tests of others. */
export function bundleOf(file: string): string {
  return file.startsWith(packagesDir) ? file.replace(/\.js$/, bundleSuffix) : file;
}
