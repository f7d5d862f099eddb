import { AppError, createLogger, exitCodes, messageOf, runMain } from '@pgwatch-heroku/shared';
import { exportYaml, importYaml } from '@pgwatch-heroku/store/transfer';
import { readConfig } from './config.js';
import { printImport } from './print-import.js';
import { readCommand } from './read-command.js';
import { readInput } from './read-input.js';
import { withStore } from './with-store.js';

// Standard output is the YAML and nothing else; what is said is for a person, not for a log.
const log = createLogger({ name: 'transfer', level: 'error', destination: process.stderr });

await runMain(log, () =>
  transfer().catch((error: unknown) => {
    if (!(error instanceof AppError)) throw error;
    process.stderr.write(`${[messageOf(error), error.hint].filter(Boolean).join('\n')}\n`);
    return error.exitCode;
  }),
);

async function transfer(): Promise<number> {
  const command = readCommand(process.argv.slice(2));
  const config = readConfig();
  if (command.kind === 'export') {
    const { part, ownOnly } = command;
    process.stdout.write(await withStore(config, (client) => exportYaml(client, part, { ownOnly })));
    return exitCodes.done;
  }
  const { file, dryRun } = command;
  const text = await readInput(file, process.stdin);
  // A pipe that is left open would keep the process alive.
  process.stdin.destroy();
  const { attachments } = config;
  const result = await withStore(config, (client) => importYaml(client, text, { attachments, dryRun }));
  const isRefused = result.problems.length > 0;
  (isRefused ? process.stderr : process.stdout).write(printImport(file, dryRun, result));
  return isRefused ? exitCodes.configuration : exitCodes.done;
}
