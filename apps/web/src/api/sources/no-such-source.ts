import { problem } from '../registry/problem.js';
import type { RequestProblem } from '../request-problem.js';

export const noSuchSource = (name: string): RequestProblem =>
  problem(
    'no-such-source',
    `There is no source named ${name.replaceAll('\0', '').slice(0, 80)}`,
    'All sources are on the first page: /',
  );
