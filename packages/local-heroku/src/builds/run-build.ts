import { existsSync } from 'node:fs';
import path from 'node:path';
import { spawnGuarded } from '@pgwatch-heroku/embedded-postgres';
import { AppError } from '@pgwatch-heroku/shared';
import { readLines } from '../logs/read-lines.js';
import { readBuildEnvironment } from './config.js';
import type { OutputStream } from './output-stream.js';

/** What the Dockerfile does with a tree, less the image: dependencies by the lock file, then the build of all apps. */
export async function runBuild(dir: string, output: OutputStream): Promise<void> {
  if (existsSync(path.join(dir, 'package-lock.json'))) {
    await run(dir, output, 'npm', ['ci', '--no-audit', '--no-fund']);
  }
  if (existsSync(path.join(dir, 'turbo.json'))) {
    await run(dir, output, 'npx', ['turbo', 'run', 'build', '--filter=./apps/*...', '--output-logs=errors-only']);
  }
}

async function run(cwd: string, output: OutputStream, command: string, args: string[]): Promise<void> {
  output.line(`-----> ${command} ${args.join(' ')}`);
  const child = spawnGuarded({ command, args, cwd, env: readBuildEnvironment() });
  const read = [child.stdout, child.stderr].map((stream) => readLines(stream, (line) => output.line(`       ${line}`)));
  const { code } = await child.exited;
  await Promise.all(read);
  if (code !== 0) throw new AppError('configuration', `${command} ${args[0]} failed with exit code ${code}`);
}
