/**
 * `npm run test:matrix`: the tests that depend on PostgreSQL's major version, on each supported one, one after the other.
 * `-- 15 18` runs these only. What npm ci does not install is fetched into the user's cache at first.
 *
 * `npm run golden` is the same for the golden files of the metrics, which it writes anew: look at the difference.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { printTotals } from './totals.js';

const goldenTest = 'apps/collector/test/promises/r12';
const dependOnMajor = [
  'packages/metrics/',
  'packages/store/',
  'packages/bootstrap/',
  'packages/grafana/',
  'packages/testkit/',
  'apps/collector/test/(fetch-metric|helpers|bad-input|first-samples)',
  goldenTest,
  'apps/collector/test/promises/r19',
];

const isWriting = process.argv.includes('--write-golden');
const wanted = process.argv.slice(2).filter((argument) => /^\d+$/.test(argument));
const majors = wanted.length > 0 ? wanted : ['15', '16', '17', '18'];
const jest = ['--experimental-vm-modules', '--no-warnings', 'node_modules/jest/bin/jest.js'];
const dir = mkdtempSync(path.join(tmpdir(), 'pgwatch-matrix-'));
const totalsFile = path.join(dir, 'totals');

let hasFailed = false;
for (const major of majors) {
  console.log(`\nPostgreSQL ${major}`);
  const { status } = spawnSync(process.execPath, [...jest, ...(isWriting ? [goldenTest] : dependOnMajor)], {
    stdio: 'inherit',
    env: {
      ...process.env,
      PGWATCH_TEST_POSTGRES_MAJOR: major,
      PGWATCH_TEST_TOTALS: totalsFile,
      ...(isWriting ? { PGWATCH_TEST_GOLDEN: 'write' } : {}),
    },
  });
  hasFailed ||= status !== 0;
}
console.log(`\nPostgreSQL ${majors.join(', ')} together`);
printTotals(totalsFile);
rmSync(dir, { recursive: true });
process.exitCode = hasFailed ? 1 : 0;
