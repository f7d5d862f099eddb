import { AppError, exitCodes, messageOf } from '@pgwatch-heroku/shared';
import { Terminal } from './terminal.js';

/** One clear message for what was foreseen, the stack for what was not. Returns the exit code. */
export function printFailure(
  error: unknown,
  formFields: readonly string[] = [],
  fitHint: (text: string) => string = (text) => text,
): number {
  const terminal = new Terminal(process.stderr);
  if ((error as NodeJS.ErrnoException).code === 'ENOSPC') {
    terminal.line(`\n${terminal.style('red', 'The disk is full')}`);
    terminal.line('Free some space, or choose a folder on another disk with --state-dir, and start again.');
    return exitCodes.unavailable;
  }
  if (!(error instanceof AppError)) {
    terminal.line(`\nUnexpected error: ${error instanceof Error ? error.stack : messageOf(error)}`);
    return exitCodes.bug;
  }
  terminal.line(`\n${terminal.style('red', fitHint(error.message))}`);
  if (error.hint) terminal.line(fitHint(error.hint));
  // One of them may be what is wrong, and then the next start without them is right.
  if (error.code === 'configuration' && formFields.length > 0) {
    terminal.line(`Taken from your environment for this start, and not kept: ${formFields.join(', ')}.`);
  }
  return error.exitCode;
}
