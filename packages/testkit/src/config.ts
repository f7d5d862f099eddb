import { homedir } from 'node:os';
import path from 'node:path';

/** The major that `npm ci` installs, Heroku's default. */
export const installedMajor = 17;

/** Where global-setup.ts leaves the address and the folder of the run's cluster for the test files. */
const urlVariable = 'PGWATCH_TEST_SUPERUSER_URL';
const dirVariable = 'PGWATCH_TEST_DIR';

export function publishCluster(cluster: { superuserUrl: string; dir: string }): void {
  process.env[urlVariable] = cluster.superuserUrl;
  process.env[dirVariable] = cluster.dir;
}

export const readClusterUrl = (): string => read(urlVariable);

/** A folder that is removed at the end of the run. */
export const readRunDir = (): string => read(dirVariable);

/** Where tests, and all that they start, make their temporary files from now on. */
export function publishTempDir(dir: string): void {
  process.env['TMPDIR'] = dir;
}

/** The PostgreSQL major that the run's shared cluster is made of: 17 unless `npm run test:matrix` says otherwise. */
export const readTestMajor = (): number => Number(process.env['PGWATCH_TEST_POSTGRES_MAJOR'] ?? installedMajor);

/** Whether golden files are to be written instead of compared with, as `npm run golden` does. */
export const isWritingGolden = (): boolean => process.env['PGWATCH_TEST_GOLDEN'] === 'write';

/** Where a run leaves its totals for whoever adds up several runs. */
export const readTotalsFile = (): string | undefined => process.env['PGWATCH_TEST_TOTALS'];

/** Outlives runs and checkouts. */
export const readCacheDir = (): string =>
  path.join(process.env['XDG_CACHE_HOME'] ?? path.join(homedir(), '.cache'), 'pgwatch-heroku');

function read(variable: string): string {
  const value = process.env[variable];
  if (!value) throw new Error(`${variable} is not set: run the tests through \`npm test\`, which starts PostgreSQL`);
  return value;
}
