import { fileURLToPath } from 'node:url';
import { chooseProcess } from './choose-process.js';
import { readConfig } from './config.js';
import { usage } from './usage.js';

const choice = chooseProcess(process.argv.slice(2), readConfig());
if (choice.kind === 'usage') {
  if (choice.problem) process.stderr.write(`pgwatch-heroku: ${choice.problem}\n\n`);
  (choice.exitCode === 0 ? process.stdout : process.stderr).write(usage());
  process.exitCode = choice.exitCode;
} else {
  // In this very process, not a child: a dyno has 512 MB, and signals arrive where they are handled.
  const main = new URL(`../../${choice.process.app}/dist/main.js`, import.meta.url);
  process.argv = [process.execPath, fileURLToPath(main), ...choice.args];
  await import(main.href);
}
