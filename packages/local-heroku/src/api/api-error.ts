import { AppError } from '@pgwatch-heroku/shared';
import { Refusal } from '../credentials/refusal.js';

/** An answer of the kind `{"id": "not_found", "message": "..."}`. */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  readonly status: number;
  readonly id: string;
  readonly extra: Record<string, unknown>;

  constructor(status: number, id: string, message: string, extra: Record<string, unknown> = {}) {
    super(message);
    this.status = status;
    this.id = id;
    this.extra = extra;
  }
}

export const notFound = (what: string, resource = what) =>
  new ApiError(404, 'not_found', `Couldn't find that ${what}.`, { resource });

export const invalid = (message: string) => new ApiError(422, 'invalid_params', message);

/** Status and body for anything that a route throws. */
export function describeError(error: unknown): { status: number; body: Record<string, unknown> } {
  if (error instanceof ApiError) {
    return { status: error.status, body: { id: error.id, message: error.message, ...error.extra } };
  }
  if (error instanceof Refusal) {
    const id = error.status === 404 ? 'not_found' : 'bad_request';
    return { status: error.status, body: { id, message: error.message } };
  }
  if (error instanceof AppError && error.code === 'configuration') {
    const hint = error.hint === undefined ? '' : ` ${error.hint}`;
    return { status: 422, body: { id: 'invalid_params', message: `${error.message}${hint}` } };
  }
  if ((error as { type?: string }).type === 'entity.parse.failed') {
    return { status: 400, body: { id: 'bad_request', message: 'The request body is not JSON.' } };
  }
  const message = error instanceof Error ? error.message : String(error);
  return { status: 500, body: { id: 'internal_server_error', message } };
}
