import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/**
 * Paths of the project's own files, sorted. In a checkout they are those that git tracks, because what else lies about
 * there may be anything, secrets included. Where an image is built there is no git, and the build context is such a
 * tree already: everything in it that .gitignore does not name. So it is in a checkout whose git is missing or refuses
 * a folder of another user: what is packed there stays on that machine.
 */
export function listSourceFiles(root) {
  const tracked = existsSync(path.join(root, '.git')) ? listTracked(root) : undefined;
  return (tracked ?? walkSource(root)).sort();
}

/** Undefined, with the reason on stderr, where git does not say. */
function listTracked(root) {
  const { status, stdout, stderr, error } = spawnSync('git', ['ls-files', '-z'], {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 64 * 2 ** 20,
  });
  if (error || status !== 0) {
    const reason = error?.message ?? stderr.trim().split('\n')[0];
    process.stderr.write(`git does not list the project's files (${reason}): .gitignore decides what is packed\n`);
    return undefined;
  }
  // One that was deleted and not yet committed is still tracked.
  return stdout.split('\0').filter((name) => name !== '' && existsSync(path.join(root, name)));
}

/** All files below `root` that its .gitignore does not name. */
export function walkSource(root) {
  const isIgnored = readIgnore(path.join(root, '.gitignore'));
  const walk = (dir) =>
    readdirSync(path.join(root, dir), { withFileTypes: true }).flatMap((entry) => {
      const name = path.posix.join(dir, entry.name);
      if (entry.name === '.git' || isIgnored(entry.name, entry.isDirectory())) return [];
      if (entry.isDirectory()) return walk(name);
      return entry.isFile() ? [name] : [];
    });
  return walk('');
}

/** Of .gitignore's grammar what this project uses: `folder/`, `name` and `*.ending`, at any depth. */
function readIgnore(file) {
  const lines = readFileSync(file, 'utf8').split('\n');
  const patterns = lines.map((line) => line.trim()).filter((line) => line !== '' && !line.startsWith('#'));
  const tests = patterns.map((pattern) => {
    const [, star, name, folder] = /^(\*?)([\w.-]+)(\/?)$/.exec(pattern) ?? [];
    if (name === undefined) throw new Error(`.gitignore: "${pattern}" is not understood when the source is packed`);
    const fits = (entry) => (star ? entry.endsWith(name) : entry === name);
    return (entry, isFolder) => fits(entry) && (isFolder || !folder);
  });
  return (entry, isFolder) => tests.some((test) => test(entry, isFolder));
}
