import { readFetchCounts, readMetricStates } from '@pgwatch-heroku/store';
import { z } from 'zod';
import { nextCursor, pagingQuery, readCursor, toPage } from '../registry/paging.js';
import { defineRoute } from '../registry/route.js';
import { putTogether } from './put-together.js';
import { toInstant } from './to-instant.js';

const count = z.number().nullable();

export const costSchema = z
  .object({
    source: z.string().nullable().describe('null: all of them, together.'),
    metric: z.string().nullable().describe('null: all of them, together.'),
    isFailing: z.boolean().describe('Of what is put together: any.'),
    lastSuccessAt: z.string().nullable(),
    lastDurationMs: count.describe('Of the last fetch; null for what is put together.'),
    lastRows: count,
    fetches: count.describe('Since the dyno that fetches it took the source up, as what follows.'),
    failures: count,
    skipped: count,
    rows: count,
    durationMs: count.describe('All fetches together.'),
  })
  .meta({ id: 'MetricCost' });

export const listCosts = defineRoute(
  {
    id: 'list-costs',
    method: 'get',
    path: '/collector/costs',
    summary: 'What each metric of each source costs, each source, or each metric; the dearest first.',
    tag: 'Collector',
    role: 'viewer',
    query: z.object({
      ...pagingQuery,
      source: z.string().optional(),
      by: z.enum(['pair', 'source', 'metric']).default('pair'),
    }),
    response: z.object({ costs: z.array(costSchema), nextCursor }),
  },
  async ({ reading }, { query: { limit, cursor, source, by } }) => {
    const key = (row: { source: string; metric: string }) => JSON.stringify([row.source, row.metric]);
    const counts = new Map((await readFetchCounts(reading)).map((row) => [key(row), row]));
    const all = (await readMetricStates(reading))
      .filter((state) => source === undefined || state.source === source)
      .map((state) => toCost({ state, count: counts.get(key(state)) }));
    const ordered = putTogether(all, by).sort((a, b) => (b.durationMs ?? 0) - (a.durationMs ?? 0));
    // By place: figures move from one page to the next, and nobody minds.
    const start = readCursor(cursor, z.tuple([z.int().min(0)]))?.[0] ?? 0;
    const { items, nextCursor: next } = toPage(ordered.slice(start, start + limit + 1), limit, () => [start + limit]);
    return { costs: items, nextCursor: next };
  },
);

type State = Awaited<ReturnType<typeof readMetricStates>>[number];
type Counts = Awaited<ReturnType<typeof readFetchCounts>>[number];

export type Cost = z.infer<typeof costSchema>;

function toCost({ state, count: counted }: { state: State; count: Counts | undefined }): Cost {
  const { source, metric, isFailing, lastSuccessAt, durationMs, rows } = state;
  return {
    ...{ source, metric, isFailing, lastDurationMs: durationMs, lastRows: rows },
    lastSuccessAt: lastSuccessAt === null ? null : toInstant(lastSuccessAt),
    fetches: counted?.fetches ?? null,
    failures: counted?.failures ?? null,
    skipped: counted?.skipped ?? null,
    rows: counted?.rows ?? null,
    durationMs: counted?.durationMs ?? null,
  };
}
