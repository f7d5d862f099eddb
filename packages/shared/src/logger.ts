import { type DestinationStream, type Logger, pino, stdTimeFunctions } from 'pino';
import { messageOf } from './errors.js';
import { redactText } from './redact.js';

export type { Logger } from 'pino';

const secretKeys = [
  'password',
  'url',
  'connectionString',
  'databaseUrl',
  'apiKey',
  'secret',
  'authorization',
  'cookie',
];

export interface LoggerOptions {
  /** The process, as its dyno names it: `collector`, `web`. */
  name: string;
  /** `trace` to `fatal`; info is at most one summary a minute plus what changed. */
  level?: string;
  dyno?: string | undefined;
  destination?: DestinationStream;
}

/** One JSON line per event on stdout, which is all that a log drain wants. Secrets are cut by key and out of text. */
export function createLogger(options: LoggerOptions): Logger {
  return pino(
    {
      level: options.level ?? 'info',
      base: { app: options.name, ...(options.dyno ? { dyno: options.dyno } : {}) },
      timestamp: stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      redact: {
        // pino's wildcard reaches one level, so each depth that we log at is listed.
        paths: secretKeys.flatMap((key) => [key, `*.${key}`, `*.*.${key}`]),
        censor: '[redacted]',
      },
      serializers: { err: serializeError, error: serializeError },
      hooks: {
        logMethod(args, method) {
          const cut = args.map((arg) => (typeof arg === 'string' ? redactText(arg) : arg));
          method.apply(this, cut as Parameters<typeof method>);
        },
      },
    },
    // Synchronous: nothing is lost when the process ends, and a line costs 4 microseconds.
    options.destination ?? pino.destination({ dest: 1, sync: true }),
  );
}

function serializeError(error: unknown): unknown {
  if (!(error instanceof Error)) return messageOf(error);
  const { code, hint } = error as Error & { code?: unknown; hint?: unknown };
  return {
    type: error.name,
    message: messageOf(error),
    ...(code === undefined ? {} : { code }),
    ...(typeof hint === 'string' ? { hint } : {}),
    ...(error.cause === undefined ? {} : { cause: messageOf(error.cause) }),
    ...(error.name === 'AppError' || !error.stack ? {} : { stack: redactText(error.stack) }),
  };
}
