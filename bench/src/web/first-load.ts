import { readFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { repoDir } from '@pgwatch-heroku/e2e';

/**
 * Kilobytes, compressed, that a browser needs before the first page shows: what index.html names, and what those scripts
 * import themselves. Chunks that come with a page that wants them, the chart's and the editor's, are not among them.
 */
export function measureFirstLoad(): number {
  const clientDir = path.join(repoDir, 'apps/web/dist/client');
  const html = readFileSync(path.join(clientDir, 'index.html'), 'utf8');
  const seen = new Map<string, number>();
  const take = (file: string) => {
    if (seen.has(file)) return;
    const bytes = readFileSync(path.join(clientDir, file));
    seen.set(file, gzipSync(bytes).length);
    if (!file.endsWith('.js')) return;
    // import … from "./chunk.js", and import "./chunk.js"; not import("./page.js"), which comes later.
    for (const [, name] of bytes.toString().matchAll(/(?:from|import)\s*["']\.\/([^"']+\.js)["']/g)) {
      take(path.join(path.dirname(file), name ?? ''));
    }
  };
  for (const [, name] of html.matchAll(/(?:src|href)="\/([^"]+\.(?:js|css))"/g)) take(name ?? '');
  const files = [...seen.values()].reduce((sum, bytes) => sum + bytes, 0);
  return (files + gzipSync(html).length) / 1_000;
}
