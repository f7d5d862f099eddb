import type { Request } from 'express';
import type { z } from 'zod';
import { badRange } from '../panels/bad-range.js';
import { problem } from './problem.js';

/**
 * What a schema makes of a part of the request. NUL is refused everywhere, as PostgreSQL holds it in no text.
 *
 * @throws RequestProblem `bad-request`, which names the fields and never their values.
 */
export function readInput<S extends z.ZodType | undefined>(
  schema: S,
  part: 'params' | 'query' | 'body',
  request: Pick<Request, 'params' | 'query' | 'body'>,
): unknown {
  if (!schema) return undefined;
  const given: unknown = part === 'body' ? request.body : { ...(request[part] as object) };
  if (part === 'body' && given === undefined) {
    throw problem('bad-request', 'There is no body', 'Send JSON, with Content-Type: application/json.');
  }
  const result = schema.safeParse(given);
  if (!result.success) throw toProblem(part, result.error.issues);
  if (hasNul(result.data)) throw problem('bad-request', 'A text has a NUL, which PostgreSQL cannot hold');
  return result.data;
}

function toProblem(part: string, issues: readonly z.core.$ZodIssue[]) {
  if (part === 'query' && issues.every(({ path }) => path[0] === 'from' || path[0] === 'to')) {
    const names = [...new Set(issues.map(({ path }) => String(path[0])))];
    return badRange(`${names.join(' and ')} cannot be read`);
  }
  const words = issues.slice(0, 10).map((issue) => `${issue.path.join('.') || part}: ${describe(issue)}`);
  return problem('bad-request', words.join('; '), 'The page /api/docs says what this route takes.');
}

function describe(issue: z.core.$ZodIssue): string {
  if (issue.code === 'unrecognized_keys') return `there is no ${issue.keys.slice(0, 5).join(', ')}`;
  return issue.message.charAt(0).toLowerCase() + issue.message.slice(1);
}

function hasNul(value: unknown): boolean {
  if (typeof value === 'string') return value.includes('\0');
  if (typeof value !== 'object' || value === null) return false;
  return Object.entries(value).some(([key, inner]) => key.includes('\0') || hasNul(inner));
}
