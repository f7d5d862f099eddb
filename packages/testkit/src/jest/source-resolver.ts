import { existsSync } from 'node:fs';
import path from 'node:path';
import { bundleOf } from './bundle-name.js';
import { endWithMain } from './end-with-main.js';

interface ResolverOptions {
  basedir: string;
  defaultResolver: (request: string, options: ResolverOptions) => string;
}

// Of what is configured, this is what every worker loads, and outside of the tests' own globals.
endWithMain();

/**
 * Finds the source of a module that is imported by the name it will have when built: `./x.js` is x.ts or x.tsx. As a
 * resolver, whose answers jest keeps for all files of a worker: what a moduleNameMapper finds, it looks for again at
 * every import of every file. And of a package of ours, its bundle.
 */
export function sync(request: string, options: ResolverOptions): string {
  const source = findSource(request, options.basedir);
  if (source !== undefined) return source;
  const found = options.defaultResolver(request, options);
  return request.startsWith('@pgwatch-heroku/') ? bundleOf(found) : found;
}

function findSource(request: string, basedir: string): string | undefined {
  if (!/^\.{1,2}\/.*\.js$/.test(request) || basedir.includes('/node_modules/')) return;
  const withoutExtension = path.resolve(basedir, request).slice(0, -'.js'.length);
  return ['.ts', '.tsx'].map((extension) => withoutExtension + extension).find((file) => existsSync(file));
}
