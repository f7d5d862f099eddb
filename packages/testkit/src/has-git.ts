import { spawnSync } from 'node:child_process';

/**
 * Whether git is here and knows the files of a folder, or is here at all without one. Where not, says what is skipped:
 * Node and npm are enough for everything else.
 */
export function hasGit(what: string, dir?: string): boolean {
  const args = dir === undefined ? ['--version'] : ['-C', dir, 'ls-files', '--error-unmatch', 'package.json'];
  if (spawnSync('git', args).status === 0) return true;
  process.stderr.write(`\nSKIPPED: ${what}. It needs git${dir === undefined ? '' : ' and a checkout'}.\n\n`);
  return false;
}
