import type { ApiProblem } from './contract.js';

/** A request that did not bring what was asked for, in words for the person who looks at the page. */
export class ApiFailure extends Error {
  readonly status: number;
  readonly code: string;
  readonly hint: string | undefined;

  constructor(options: { status: number; code: string; message: string; hint?: string | undefined }) {
    super(options.message);
    this.name = 'ApiFailure';
    this.status = options.status;
    this.code = options.code;
    this.hint = options.hint;
  }

  /** Whether asking again can help: the network, a starting dyno or a router error, but not a question that is wrong. */
  get retryable(): boolean {
    return this.status === 0 || this.status === 429 || this.status >= 500;
  }
}

/** Nothing came back at all. */
export function unreachable(): ApiFailure {
  return new ApiFailure({
    status: 0,
    code: 'unreachable',
    message: 'The server does not answer.',
    hint: 'Check your connection. If other sites load, look at `heroku ps` and `heroku logs --dyno web`.',
  });
}

/** Turns an answer that is not 2xx into a failure; Heroku's router answers HTML, our API an ApiProblem. */
export async function failureOf(response: Response): Promise<ApiFailure> {
  const body: unknown = await response.json().catch(() => null);
  if (isProblem(body)) {
    const { code, detail, hint } = body;
    return new ApiFailure({ status: response.status, code, message: detail, hint });
  }
  if (response.status === 503) {
    return new ApiFailure({
      status: 503,
      code: 'starting',
      message: 'The web dyno is starting or restarting.',
      hint: 'This page tries again by itself. If it stays so for minutes, look at `heroku logs --dyno web`.',
    });
  }
  return new ApiFailure({
    status: response.status,
    code: 'unexpected-answer',
    message: `The server answered with status ${response.status} and no explanation.`,
    hint: 'Look at `heroku logs --dyno web` for the time of this request.',
  });
}

function isProblem(body: unknown): body is ApiProblem {
  const { code, detail } = (body ?? {}) as Partial<ApiProblem>;
  return typeof code === 'string' && typeof detail === 'string';
}
