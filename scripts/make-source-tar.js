/**
 * `node scripts/make-source-tar.js FOLDER`: packs the project's own files, twice, into FOLDER. The image carries both,
 * because the apps beside the clicked one are built from them and a dyno has no git tree:
 *
 *   source.tar.gz           for the Common Runtime
 *   source.private.tar.gz   for a Private Space, where heroku.private.yml takes the place of heroku.yml
 */
import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { listSourceFiles } from './source/list-source-files.js';
import { tarGzip } from './source/tar-archive.js';

const root = fileURLToPath(new URL('..', import.meta.url));
const folder = process.argv[2];
if (!folder) {
  process.stderr.write('Usage: node scripts/make-source-tar.js FOLDER\n');
  process.exit(78);
}
mkdirSync(folder, { recursive: true });

const files = listSourceFiles(root).map((name) => ({
  name,
  content: readFileSync(path.join(root, name)),
  isExecutable: (statSync(path.join(root, name)).mode & 0o100) !== 0,
}));
const privateManifest = files.find(({ name }) => name === 'heroku.private.yml');
if (!privateManifest) throw new Error('heroku.private.yml is missing');
const forSpaces = files.map((file) =>
  file.name === 'heroku.yml' ? { ...file, content: privateManifest.content } : file,
);

write('source.tar.gz', files);
write('source.private.tar.gz', forSpaces);

function write(name, content) {
  const archive = tarGzip(content);
  writeFileSync(path.join(folder, name), archive);
  console.log(`${name}: ${content.length} files, ${(archive.length / 2 ** 20).toFixed(1)} MB`);
}
