import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { argv, env } from 'node:process';
import { fileURLToPath } from 'node:url';

/** Prints the sum of the runs that left their totals in a file, and leaves it where an outer run adds up in turn. */
export function printTotals(file) {
  const totals = { passed: 0, failed: 0, skipped: 0 };
  for (const [, count, what] of existsSync(file) ? readFileSync(file, 'utf8').matchAll(/(\d+) (\w+)/g) : []) {
    totals[what] += Number(count);
  }
  const skipped = totals.skipped > 0 ? `, ${totals.skipped} skipped` : '';
  const line = `${totals.passed} passed, ${totals.failed} failed${skipped}`;
  console.log(line);
  if (env.PGWATCH_TEST_TOTALS && env.PGWATCH_TEST_TOTALS !== file) appendFileSync(env.PGWATCH_TEST_TOTALS, `${line}\n`);
}

if (argv[1] === fileURLToPath(import.meta.url)) printTotals(argv[2]);
