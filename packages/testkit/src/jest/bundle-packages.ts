import { mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { rolldown } from 'rolldown';
import { bundleSuffix, packagesDir } from './bundle-name.js';

/**
 * Makes one file of each built package, for the tests of others: jest loads every module anew for every test file, and
 * a test of the API has 700 of ours. What a package shares between its entries stays one module.
 */
export async function bundlePackages(): Promise<void> {
  await Promise.all((await readdir(packagesDir)).map((name) => bundlePackage(path.join(packagesDir, name))));
}

async function bundlePackage(dir: string): Promise<void> {
  const { exports } = JSON.parse(await readFile(path.join(dir, 'package.json'), 'utf8')) as {
    exports: Record<string, { default: string }>;
  };
  const entries = Object.values(exports).map((entry) => path.relative('dist', entry.default));
  const bundle = await rolldown({
    input: Object.fromEntries(entries.map((entry) => [entry.slice(0, -'.js'.length), path.join(dir, 'dist', entry)])),
    platform: 'node',
    // Packages are loaded by their names, as ever: one AppError for all.
    external: /^[^./]/,
  });
  const { output } = await bundle.generate({
    entryFileNames: `[name]${bundleSuffix}`,
    chunkFileNames: `[name]-[hash]${bundleSuffix}`,
  });
  for (const file of output)
    if (file.type === 'chunk') await replaceFile(path.join(dir, 'dist', file.fileName), file.code);
  await bundle.close();
}

/** Another run may be reading it. */
async function replaceFile(file: string, content: string): Promise<void> {
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(`${file}.${process.pid}`, content);
  await rename(`${file}.${process.pid}`, file);
}
