import { constants } from 'node:fs';
import { access } from 'node:fs/promises';
import path from 'node:path';
import { AppError } from '@pgwatch-heroku/shared';

/**
 * PostgreSQL's own pgbench: the one that was named, or the first on the search path; undefined when there is none.
 *
 * @throws AppError `configuration` when the one that was named cannot be run.
 */
export async function findPgbench(named: string | undefined, searchPath = ''): Promise<string | undefined> {
  const isExecutable = (file: string) =>
    access(file, constants.X_OK).then(
      () => true,
      () => false,
    );
  if (named) {
    if (await isExecutable(named)) return named;
    throw new AppError('configuration', `PGBENCH_BIN is ${named}, which is no program that can be run`, {
      hint: 'Remove PGBENCH_BIN to use the built-in load.',
    });
  }
  for (const dir of searchPath.split(path.delimiter).filter((entry) => path.isAbsolute(entry))) {
    const file = path.join(dir, 'pgbench');
    if (await isExecutable(file)) return file;
  }
  return undefined;
}
