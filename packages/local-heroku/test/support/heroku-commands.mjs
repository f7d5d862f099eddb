/**
 * Forked with the folder that the Heroku CLI is installed in: runs commands one after the other in this process, as the
 * CLI's own bin/run.js does one in a process of its own. Takes `{ args, cwd }`, answers `{ code, output }`: to load the
 * CLI takes a second, most commands then a tenth of that.
 */
import path from 'node:path';
import { pathToFileURL } from 'node:url';

const [, , folder = ''] = process.argv;
const { run } = await import(pathToFileURL(path.join(folder, '../@oclif/core/lib/index.js')).href);

let output = '';
for (const stream of [process.stdout, process.stderr]) {
  stream.write = (chunk, ...rest) => {
    output += String(chunk);
    rest.find((each) => typeof each === 'function')?.();
    return true;
  };
}

process.exit = (code = 0) => {
  // As the CLI's own errors say with which code to exit.
  throw Object.assign(new Error(`exit ${code}`), { oclif: { exit: code } });
};

async function runCommand({ args, cwd }) {
  output = '';
  process.argv.splice(2, Number.POSITIVE_INFINITY, ...args);
  process.chdir(cwd);
  try {
    await run(args, folder);
    return 0;
  } catch (error) {
    output += `${error.message}\n`;
    return error.oclif?.exit ?? 1;
  }
}

process.on('message', async (command) => {
  const code = await runCommand(command);
  process.send({ code, output });
});
