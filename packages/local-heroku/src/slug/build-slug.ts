import { copyFileSync, existsSync, mkdirSync, readdirSync, statSync } from 'node:fs';
import { readdir, rename } from 'node:fs/promises';
import path from 'node:path';
import { AppError } from '@pgwatch-heroku/shared';
import { packSource } from './pack-source.js';
import { type OldSlugs, removeOldSlugs } from './remove-old-slugs.js';

export interface SlugOptions extends OldSlugs {
  /** Of the folder; default: one by the time. */
  name?: string;
}

/** What the Dockerfile copies from its build besides apps: what starts them, and files that they read. */
const besidesApps = ['package.json', 'bin'];
const builtFiles = [
  ['packages/store', 'dist/migrations'],
  ['packages/grafana', 'dist/dashboards-json'],
] as const;

/**
 * Makes the tree that dynos run from: what the image of the Dockerfile holds and no more, so that a forgotten file fails
 * here first. Earlier slugs under `slugsDir` go away unless told otherwise. Returns the folder of the new one.
 *
 * @throws AppError `configuration` when an app, or a package whose files dynos read, is not built.
 */
export async function buildSlug(repoDir: string, slugsDir: string, options: SlugOptions = {}): Promise<string> {
  const { name: slugName = `slug-${Date.now().toString(36)}` } = options;
  const built = [...(await findBuiltApps(repoDir)), ...findBuiltFiles(repoDir)];
  const partial = path.join(slugsDir, 'partial');
  const slugDir = path.join(slugsDir, slugName);
  await removeOldSlugs(slugsDir, options);
  mkdirSync(partial);

  // Copied, not linked: a build writes into the files that are there, under the feet of running dynos.
  for (const name of [...built, ...besidesApps]) copyIfThere(path.join(repoDir, name), path.join(partial, name));
  await packSource(repoDir, partial);
  await rename(partial, slugDir);
  return slugDir;
}

/** `apps/web/dist` and so on. */
async function findBuiltApps(repoDir: string): Promise<string[]> {
  const names = await readdir(path.join(repoDir, 'apps')).catch(() => []);
  const apps = names.filter((name) => existsSync(path.join(repoDir, 'apps', name, 'package.json')));
  return apps.sort().map((app) => {
    if (!existsSync(path.join(repoDir, 'apps', app, 'dist/main.js'))) throw notBuilt(`apps/${app}`, 'dist/main.js');
    return `apps/${app}/dist`;
  });
}

/** Of the packages that the project has. */
function findBuiltFiles(repoDir: string): string[] {
  return builtFiles.flatMap(([packageDir, files]) => {
    if (!existsSync(path.join(repoDir, packageDir, 'package.json'))) return [];
    if (!existsSync(path.join(repoDir, packageDir, files))) throw notBuilt(packageDir, files);
    return `${packageDir}/${files}`;
  });
}

const notBuilt = (workspace: string, missing: string): AppError =>
  new AppError('configuration', `${workspace} is not built: ${missing} is missing`, {
    hint: 'Run `npm run build` and look at its errors.',
  });

function copyIfThere(from: string, to: string): void {
  const stats = statSync(from, { throwIfNoEntry: false });
  if (!stats) return;
  if (stats.isDirectory()) {
    for (const name of readdirSync(from)) copyIfThere(path.join(from, name), path.join(to, name));
    return;
  }
  mkdirSync(path.dirname(to), { recursive: true });
  copyFileSync(from, to);
}
