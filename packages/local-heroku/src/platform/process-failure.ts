import { AppError, type ErrorCode, exitCodes } from '@pgwatch-heroku/shared';
import type { LogLine } from '../logs/log-hub.js';
import { parseNotice } from '../logs/parse-notice.js';

export interface ProcessFailureOptions {
  /** What failed, as the begin of a sentence: `postdeploy failed`. */
  what: string;
  /** Undefined when the process did not end by itself. */
  exitCode: number | undefined;
  /** The latest that the process said. */
  lines: readonly LogLine[];
  /** For an exit code that is not one of the project's. */
  otherwise: ErrorCode;
}

/** An error that says how a process ended and why in its own words: its errors, or else what it said last. */
export function processFailure({ what, exitCode, lines, otherwise }: ProcessFailureOptions): AppError {
  const said = lines.filter(({ source }) => source === 'app');
  const errors = said.flatMap((line) => {
    const notice = parseNotice(line);
    return notice?.level === 'error' ? [notice.text, notice.hint ?? ''] : [];
  });
  const reasons = errors.length > 0 ? errors : said.slice(-10).map(({ text }) => messageIn(text));
  // A crashed dyno is started again and says the same again.
  const shown = [...new Set(reasons)].filter((text) => text !== '').map((text) => `\n    ${text}`);
  const status = exitCode === undefined ? '' : ` with exit code ${exitCode}`;
  return new AppError(codeOfExit(exitCode) ?? otherwise, `${what}${status}.${shown.join('') || ' It said nothing.'}`);
}

function messageIn(text: string): string {
  try {
    return (JSON.parse(text) as { msg?: string }).msg ?? text;
  } catch {
    return text;
  }
}

function codeOfExit(exitCode: number | undefined): ErrorCode | undefined {
  if (exitCode === exitCodes.schemaNewer) return 'schema-newer';
  if (exitCode === exitCodes.unavailable) return 'unavailable';
  return exitCode === exitCodes.configuration ? 'configuration' : undefined;
}
