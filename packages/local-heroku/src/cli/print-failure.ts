import { AppError, classifyFailure, exitCodes, messageOf, redactText } from '@pgwatch-heroku/shared';
import { diskFull, isDiskFull } from '../disk-full.js';
import { Terminal } from './terminal.js';

export interface FailureContext {
  /** Variables of the environment that filled the button's form for this start. */
  formFields?: readonly string[];
  fitHint?: (text: string) => string;
  /** Of the PostgreSQL server that was asked. */
  postgresLog?: string;
}

/** One clear message for what was foreseen, the stack for what was not. Returns the exit code. */
export function printFailure(error: unknown, context: FailureContext = {}): number {
  const { formFields = [], fitHint = (text) => text } = context;
  const terminal = new Terminal(process.stderr);
  const foreseen = toForeseen(error, context);
  if (!foreseen) {
    const stack = error instanceof Error ? redactText(error.stack ?? '') : '';
    terminal.line(`\nUnexpected error: ${stack || messageOf(error)}`);
    return exitCodes.bug;
  }
  terminal.line(`\n${terminal.style('red', fitHint(foreseen.message))}`);
  if (foreseen.hint) terminal.line(fitHint(foreseen.hint));
  // One of them may be what is wrong, and then the next start without them is right.
  if (foreseen.code === 'configuration' && formFields.length > 0) {
    terminal.line(`Taken from your environment for this start, and not kept: ${formFields.join(', ')}.`);
  }
  return foreseen.exitCode;
}

/** Drivers and Node throw errors of their own, also for what is nobody's mistake. */
function toForeseen(error: unknown, { postgresLog }: FailureContext): AppError | undefined {
  if (error instanceof AppError) return error;
  if (isDiskFull(error)) return diskFull(error);
  if (classifyFailure(error) !== 'unavailable') return undefined;
  return new AppError('unavailable', `The local Heroku lost a connection: ${messageOf(error)}`, {
    cause: error,
    ...(postgresLog
      ? { hint: `If it was PostgreSQL's, its log says why: ${postgresLog}. Start again: the data is kept.` }
      : {}),
  });
}
