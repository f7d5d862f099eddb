import { readProblems } from '@pgwatch-heroku/store';
import { z } from 'zod';
import { nextCursor, pagingQuery, readCursor, toPage } from '../registry/paging.js';
import { defineRoute } from '../registry/route.js';

export const collectorProblemSchema = z
  .object({
    source: z.string(),
    metric: z.string().nullable().describe('null: the source itself is down.'),
    reason: z.string(),
    hint: z.string().nullable(),
    since: z.string().nullable(),
    isPartial: z.boolean().describe('It is gathered, but not all of it is stored.'),
  })
  .meta({ id: 'CollectorProblem' });

export const listProblems = defineRoute(
  {
    id: 'list-collector-problems',
    method: 'get',
    path: '/collector/problems',
    summary: 'Sources that are down and metrics that fail, the latest first.',
    tag: 'Collector',
    role: 'viewer',
    query: z.object(pagingQuery),
    response: z.object({ problems: z.array(collectorProblemSchema), nextCursor }),
  },
  async ({ reading }, { query: { limit, cursor } }) => {
    const start = readCursor(cursor, z.tuple([z.int().min(0)]))?.[0] ?? 0;
    const rows = await readProblems(reading, { start, limit });
    const { items, nextCursor: next } = toPage(rows, limit, () => [start + limit]);
    return { problems: items.map((row) => ({ ...row, since: row.since?.toISOString() ?? null })), nextCursor: next };
  },
);
