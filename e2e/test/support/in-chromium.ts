import { describe } from '@jest/globals';
import { findChromium } from '../../src/index.js';

/** Tests that need a browser: they say so, and what is not tested, on a machine without one. */
export function inChromium(what: string, tests: (executablePath: string) => void): void {
  const found = findChromium();
  if (!found) {
    process.stderr.write(`\nSKIPPED: ${what}. They need Chromium: set CHROMIUM_PATH or install it.\n\n`);
  }
  (found ? describe : describe.skip)(what, () => tests(found ?? ''));
}
