import { failureWords } from './network/failure-words.js';
import { redactText } from './redact.js';
import { shorten } from './shorten.js';

/** Exit codes of every process of ours. 57 and 69 are told apart because only the second goes away by waiting. */
export const exitCodes = { done: 0, bug: 1, schemaNewer: 57, unavailable: 69, configuration: 78 } as const;

export type ErrorCode = 'configuration' | 'unavailable' | 'schema-newer' | 'bug';

const exitCodeOf: Record<ErrorCode, number> = {
  configuration: exitCodes.configuration,
  unavailable: exitCodes.unavailable,
  'schema-newer': exitCodes.schemaNewer,
  bug: exitCodes.bug,
};

export interface AppErrorOptions {
  cause?: unknown;
  /** What the reader can do about it, as one sentence. */
  hint?: string;
  /** Whether the same attempt may succeed later without anybody changing anything. */
  retryable?: boolean;
}

/**
 * An error that was foreseen. The message says what was tried and what went wrong, naming things by name and never by
 * URL; the hint says what to do. Its code decides the exit code of a process that ends because of it.
 */
export class AppError extends Error {
  override readonly name = 'AppError';
  readonly code: ErrorCode;
  readonly hint: string | undefined;
  readonly retryable: boolean;

  constructor(code: ErrorCode, message: string, options: AppErrorOptions = {}) {
    super(redactText(message), options.cause === undefined ? undefined : { cause: options.cause });
    this.code = code;
    this.hint = options.hint;
    this.retryable = options.retryable ?? code === 'unavailable';
  }

  get exitCode(): number {
    return exitCodeOf[this.code];
  }
}

/** A message may quote a value of any size; nobody reads more than this of it. */
const maxMessageLength = 8_000;

/**
 * The message of anything that was thrown, without secrets, on one line; of a very long one both ends. A failure of the
 * network is put into words.
 */
export function messageOf(error: unknown): string {
  if (error instanceof AggregateError && error.errors.length > 0) {
    return [...new Set(error.errors.map(messageOf))].join('; ');
  }
  const text = failureWords(error) ?? (error instanceof Error ? error.message || error.name : String(error));
  // Line by line, as a regular expression for space around a line's end takes the square of a run of spaces.
  const lines = shorten(redactText(text), maxMessageLength).split('\n');
  return lines.length === 1 ? lines.join() : lines.flatMap((line) => line.trim() || []).join(' ');
}
