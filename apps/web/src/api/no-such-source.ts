import type { RequestParamHandler } from 'express';
import { RequestProblem } from './request-problem.js';

export function noSuchSource(name: string): RequestProblem {
  return new RequestProblem({
    status: 404,
    code: 'no-such-source',
    message: `There is no source named ${name.slice(0, 80)}`,
    hint: 'All sources are on the first page: /',
  });
}

/** For `:name` in a path. PostgreSQL refuses a NUL in any text, so no source has one in its name. */
export const checkSourceName: RequestParamHandler = (_request, _response, next, name: string) => {
  next(name.includes('\0') ? noSuchSource(name) : undefined);
};
