import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { AppError, messageOf } from '@pgwatch-heroku/shared';
import { diskFull } from '../disk-full.js';

const execute = promisify(execFile);

/**
 * What the Dockerfile does in its first stage: the project's own files as an archive, by the project's own script.
 *
 * @throws AppError `unavailable` with what the script said.
 */
export async function packSource(repoDir: string, slugDir: string): Promise<void> {
  const script = path.join(repoDir, 'scripts', 'make-source-tar.js');
  if (!existsSync(script)) return;
  await execute(process.execPath, [script, slugDir], { cwd: repoDir }).catch((cause: unknown) => {
    const { stderr = '' } = cause as { stderr?: string };
    if (/\bENOSPC\b/.test(stderr)) throw diskFull(cause);
    throw new AppError(
      'unavailable',
      `The project's source cannot be packed: ${reasonIn(stderr) ?? messageOf(cause)}`,
      {
        cause,
        retryable: false,
        hint: `Run it by itself to see all that it says: node ${script} FOLDER`,
      },
    );
  });
}

/** An error that ends Node is followed by its stack and by Node's version. */
function reasonIn(stderr: string): string | undefined {
  const lines = stderr.split('\n').filter((line) => line.trim() !== '');
  return lines.findLast((line) => /^\w*Error(?: \[\w+\])?: /.test(line)) ?? lines.at(-1);
}
