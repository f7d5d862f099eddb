import { existsSync } from 'node:fs';
import path from 'node:path';
import { chromiumPath, searchPath } from './config.js';

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const macOs = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

/** Path of a Chromium on this machine, or undefined: the tests of the pages then say that they were skipped. */
export function findChromium(): string | undefined {
  const onPath = searchPath()
    .split(path.delimiter)
    .flatMap((dir) => names.map((name) => path.join(dir, name)));
  return [chromiumPath(), ...onPath, ...macOs].find((file) => file !== undefined && existsSync(file));
}
