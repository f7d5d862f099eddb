import { appendFileSync } from 'node:fs';
import type { AggregatedResult } from '@jest/reporters';
import { readTotalsFile } from '../config.js';

/** Ends a run with the one plain line that tools read: `N passed, N failed`, and `, N skipped` when there are any. */
export default class SummaryReporter {
  onRunComplete(_contexts: unknown, results: AggregatedResult): void {
    // A file that did not even load holds no test, yet it has failed.
    const failed = results.numFailedTests + results.numRuntimeErrorTestSuites;
    const skipped = results.numPendingTests + results.numTodoTests;
    const line = `${results.numPassedTests} passed, ${failed} failed${skipped ? `, ${skipped} skipped` : ''}\n`;
    process.stdout.write(line);
    const totalsFile = readTotalsFile();
    if (totalsFile) appendFileSync(totalsFile, line);
  }
}
