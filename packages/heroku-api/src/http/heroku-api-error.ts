import { AppError, type ErrorCode } from '@pgwatch-heroku/shared';

/** What a failed call came to; `retry-table.ts` says which are tried again. */
export type FailureKind = 'not-sent' | 'no-answer' | 'rate-limited' | 'server-error' | 'refused' | 'unreadable';

export interface HerokuApiErrorFields {
  kind: FailureKind;
  /** Method and path. */
  call: string;
  /** Whether Heroku has done what was asked: after a lost answer to a POST look before you ask again. */
  carriedOut: 'no' | 'unknown' | 'yes';
  status?: number | undefined;
  /** Heroku's word for the error, such as `not_found`, `invalid_params`, `confirmation_required`. */
  herokuId?: string | undefined;
  /** What Heroku's support asks for. */
  requestId?: string | undefined;
  retryAfterMs?: number | undefined;
  hint?: string | undefined;
  cause?: Error | undefined;
}

const codeOfKind: Record<FailureKind, ErrorCode> = {
  'not-sent': 'unavailable',
  'no-answer': 'unavailable',
  'rate-limited': 'unavailable',
  'server-error': 'unavailable',
  refused: 'configuration',
  unreadable: 'bug',
};

/** A call to Heroku that failed. Neither it nor its cause holds the API key. */
export class HerokuApiError extends AppError {
  readonly kind: FailureKind;
  readonly call: string;
  readonly carriedOut: 'no' | 'unknown' | 'yes';
  readonly status: number | undefined;
  readonly herokuId: string | undefined;
  readonly requestId: string | undefined;
  readonly retryAfterMs: number | undefined;

  constructor(message: string, fields: HerokuApiErrorFields) {
    super(codeOfKind[fields.kind], message, {
      ...(fields.hint === undefined ? {} : { hint: fields.hint }),
      ...(fields.cause === undefined ? {} : { cause: fields.cause }),
    });
    this.kind = fields.kind;
    this.call = fields.call;
    this.carriedOut = fields.carriedOut;
    this.status = fields.status;
    this.herokuId = fields.herokuId;
    this.requestId = fields.requestId;
    this.retryAfterMs = fields.retryAfterMs;
  }
}

/** Whether it is Heroku's answer that the thing does not exist (or that this account may not see it). */
export function isNotFound(error: unknown): error is HerokuApiError {
  return error instanceof HerokuApiError && error.status === 404;
}
