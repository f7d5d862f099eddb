import { z } from 'zod';
import { problem } from './problem.js';

const maxLimit = 500;

/** For the query of a list that may be long. */
export const pagingQuery = {
  limit: z.coerce.number().int().min(1).max(maxLimit).default(100).describe('Most items that are answered.'),
  cursor: z.string().max(500).optional().describe('nextCursor of the page before.'),
};

/** For its answer. */
export const nextCursor = z.string().nullable().describe('To be sent as cursor for the next page; null on the last.');

/** Cuts what was read, one more than asked for, to a page. */
export function toPage<T>(rows: readonly T[], limit: number, keyOf: (row: T) => (string | number)[]) {
  const items = rows.slice(0, limit);
  const last = rows.length > limit ? items.at(-1) : undefined;
  return { items, nextCursor: last === undefined ? null : encode(keyOf(last)) };
}

const encode = (key: (string | number)[]): string => Buffer.from(JSON.stringify(key)).toString('base64url');

/** The key of the last row of the page before. @throws RequestProblem for what we did not make. */
export function readCursor<S extends z.ZodType>(cursor: string | undefined, schema: S): z.output<S> | undefined {
  if (cursor === undefined) return undefined;
  try {
    return schema.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString()));
  } catch {
    throw problem('bad-request', 'cursor: is none of ours', 'Leave it out to begin with the first page.');
  }
}
