import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';
import { environmentWithPath } from './config.js';

/** What the image runs (`node:24-bookworm-slim`); memory and CPU of other majors are not those of a dyno. */
const version = '24.21.0';

/**
 * Makes this run happen on the image's Node, whatever Node it was started on: fetches that Node from npm into the user's
 * cache when it is not there yet, runs the same command with it, and ends with its exit code. Returns only where the
 * right Node runs already. Whose CPU or memory is measured runs in a process of its own, with the image's flags.
 */
export function runOnNode24(): void {
  if (process.version === `v${version}`) return;
  const name = `node-${process.platform}-${process.arch}`;
  const cacheDir = path.join(homedir(), '.cache', 'pgwatch-heroku', `${name}-${version}`);
  const node = path.join(cacheDir, 'node_modules', name, 'bin', 'node');
  if (!existsSync(node)) {
    process.stderr.write(`Fetching Node ${version} from npm into ${cacheDir} ...\n`);
    mkdirSync(cacheDir, { recursive: true });
    execFileSync(
      'npm',
      ['install', '--prefix', cacheDir, '--no-save', '--no-audit', '--no-fund', `${name}@${version}`],
      {
        stdio: ['ignore', 'ignore', 'inherit'],
      },
    );
  }
  const { status } = spawnSync(node, process.argv.slice(1), {
    stdio: 'inherit',
    env: environmentWithPath(path.dirname(node)),
  });
  process.exit(status ?? 1);
}
