import { AppError, connectionBudget, createLogger, createPool, messageOf, runMain } from '@pgwatch-heroku/shared';
import { readConfig } from './config.js';
import { examineAll } from './examine-all.js';
import { exitCodeOf } from './exit-code.js';
import { printReports } from './print-report.js';
import { readCommand } from './read-command.js';

// Standard output is the report and nothing else; what is said is for a person, not for a log.
const log = createLogger({ name: 'doctor', level: 'error', destination: process.stderr });
const statementTimeoutMs = 20_000;

await runMain(log, () =>
  examine().catch((error: unknown) => {
    if (!(error instanceof AppError)) throw error;
    process.stderr.write(`${[messageOf(error), error.hint].filter(Boolean).join('\n')}\n`);
    return error.exitCode;
  }),
);

async function examine(): Promise<number> {
  const { sources, asJson } = readCommand(process.argv.slice(2));
  const config = readConfig();
  const store = createPool({
    ...{ url: config.storeUrl, label: config.storeVariable, applicationName: 'pgwatch-heroku doctor' },
    ...{ statementTimeoutMs, queryTimeoutMs: statementTimeoutMs + 5_000, readOnly: true },
    maxConnections: connectionBudget.bootstrap.all,
  });
  try {
    const reports = await examineAll(config, store, {
      wanted: sources,
      onProgress: asJson ? () => undefined : tellProgress,
    });
    process.stdout.write(asJson ? `${JSON.stringify(reports, null, 2)}\n` : printReports(reports));
    return exitCodeOf(reports.flatMap(({ findings }) => findings));
  } finally {
    await store.end();
  }
}

/** Whoever waits at a terminal sees that it goes on; a log or a file gets the report alone. */
function tellProgress(done: number, total: number): void {
  if (!process.stderr.isTTY || total === 1) return;
  process.stderr.write(`\rAsked ${done} of ${total} sources${done === total ? '\n' : ''}`);
}
