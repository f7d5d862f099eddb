import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';

const execute = promisify(execFile);

/** What the Dockerfile does in its first stage: the project's own files as an archive, by the project's own script. */
export async function packSource(repoDir: string, slugDir: string): Promise<void> {
  const script = path.join(repoDir, 'scripts', 'make-source-tar.js');
  if (existsSync(script)) await execute(process.execPath, [script, slugDir], { cwd: repoDir });
}
