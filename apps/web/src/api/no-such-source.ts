import { RequestProblem } from './request-problem.js';

export function noSuchSource(name: string): RequestProblem {
  return new RequestProblem({
    status: 404,
    code: 'no-such-source',
    message: `There is no source named ${name.slice(0, 80)}`,
    hint: 'All sources are on the first page: /',
  });
}
