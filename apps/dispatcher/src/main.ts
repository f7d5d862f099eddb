import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { AppError, projectDir } from '@pgwatch-heroku/shared';
import { type Choice, chooseProcess } from './choose-process.js';
import { readConfig } from './environment/config.js';
import { usage } from './usage.js';

const choice = await choose(process.argv.slice(2));
if (choice.kind === 'usage') {
  if (choice.problem) process.stderr.write(`pgwatch-heroku: ${choice.problem}\n\n`);
  (choice.exitCode === 0 ? process.stdout : process.stderr).write(usage());
  process.exitCode = choice.exitCode;
} else {
  // In this very process, not a child: a dyno has 512 MB, and signals arrive where they are handled.
  const main = path.join(projectDir, 'apps', choice.process.app, 'dist/main.js');
  process.argv = [process.execPath, main, ...choice.args];
  await import(pathToFileURL(main).href);
}

async function choose(argv: string[]): Promise<Choice> {
  if (argv[0] === '--help' || argv[0] === '-h') return { kind: 'usage', exitCode: 0 };
  try {
    return chooseProcess(argv, await readConfig());
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return { kind: 'usage', exitCode: error.exitCode, problem: error.message };
  }
}
