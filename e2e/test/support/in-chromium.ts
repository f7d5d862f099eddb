import { describe, jest } from '@jest/globals';
import { findChromium } from '../../src/index.js';

/** A start of the app and of a browser beside other tests takes far longer than on a machine of one's own. */
const timeoutMs = 240_000;

/** Tests that need a browser: they say so, and what is not tested, on a machine without one. */
export function inChromium(what: string, tests: (executablePath: string) => void): void {
  const found = findChromium();
  if (!found) {
    process.stderr.write(`\nSKIPPED: ${what}. They need Chromium: set CHROMIUM_PATH or install it.\n\n`);
  }
  jest.setTimeout(timeoutMs);
  (found ? describe : describe.skip)(what, () => tests(found ?? ''));
}
