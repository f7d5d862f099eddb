import { RequestProblem } from '../request-problem.js';
import { type ProblemCode, problemCodes } from './problem-codes.js';

/** An error answer by its code. @param hint what the reader can do about it. */
export function problem(code: ProblemCode, message: string, hint?: string): RequestProblem {
  return new RequestProblem({ status: problemCodes[code].status, code, message, ...(hint ? { hint } : {}) });
}
