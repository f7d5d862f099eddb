import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { AppError } from '@pgwatch-heroku/shared';

interface PackageJson {
  name?: string;
  main?: string;
  dependencies?: Record<string, string>;
}

interface LockEntry {
  dev?: boolean;
  link?: boolean;
}

export interface ProductionPackages {
  /** Folders of installed packages that are not for development only: `node_modules/pg`. */
  installed: string[];
  /** Workspaces that a dyno needs: every app, and what apps depend on. */
  workspaces: { name: string; dir: string }[];
}

/** What `npm ci --omit=dev` would leave, read off the lock file that npm keeps inside node_modules. */
export async function findProductionPackages(repoDir: string): Promise<ProductionPackages> {
  const lockFile = path.join(repoDir, 'node_modules', '.package-lock.json');
  const text = await readFile(lockFile, 'utf8').catch(() => undefined);
  if (text === undefined) return { installed: [], workspaces: await findWorkspaces(repoDir) };
  const { packages } = JSON.parse(text) as { packages: Record<string, LockEntry> };
  const installed = Object.entries(packages)
    .filter(([dir, entry]) => dir.startsWith('node_modules/') && !entry.dev && !entry.link)
    .map(([dir]) => dir);
  return { installed, workspaces: await findWorkspaces(repoDir) };
}

/** Follows `dependencies` only: a package that an app has under devDependencies is missing here as on Heroku. */
async function findWorkspaces(repoDir: string): Promise<{ name: string; dir: string }[]> {
  const [apps, packages] = await Promise.all(['apps', 'packages'].map((parent) => readPackages(repoDir, parent)));
  const byName = new Map((packages ?? []).map((each) => [each.manifest.name, each]));
  const found = new Map<string, { name: string; dir: string }>();
  const queue = [...(apps ?? [])];
  for (let next = queue.pop(); next; next = queue.pop()) {
    const { dir, manifest } = next;
    if (found.has(dir)) continue;
    found.set(dir, { name: manifest.name ?? dir, dir });
    if (manifest.main && !(await exists(path.join(repoDir, dir, manifest.main)))) {
      throw new AppError('configuration', `${dir} is not built: ${manifest.main} is missing`, {
        hint: 'Run `npm run build` and look at its errors.',
      });
    }
    for (const name of Object.keys(manifest.dependencies ?? {})) {
      const dependency = byName.get(name);
      if (dependency) queue.push(dependency);
    }
  }
  return [...found.values()].sort((a, b) => (a.dir < b.dir ? -1 : 1));
}

async function readPackages(repoDir: string, parent: string): Promise<{ dir: string; manifest: PackageJson }[]> {
  const names = await readdir(path.join(repoDir, parent)).catch(() => []);
  const all = names.map(async (name) => {
    const dir = `${parent}/${name}`;
    const text = await readFile(path.join(repoDir, dir, 'package.json'), 'utf8').catch(() => undefined);
    return text === undefined ? [] : [{ dir, manifest: JSON.parse(text) as PackageJson }];
  });
  return (await Promise.all(all)).flat();
}

const exists = (file: string) =>
  readFile(file).then(
    () => true,
    () => false,
  );
