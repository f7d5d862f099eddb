import { readFetchCounts, readMetricStates } from '@pgwatch-heroku/store';
import { z } from 'zod';
import { nextCursor, pagingQuery, readCursor, toPage } from '../registry/paging.js';
import { defineRoute } from '../registry/route.js';
import { toInstant } from './to-instant.js';

const count = z.number().nullable();

export const costSchema = z
  .object({
    source: z.string(),
    metric: z.string(),
    isFailing: z.boolean(),
    lastSuccessAt: z.string().nullable(),
    lastDurationMs: count.describe('Of the last fetch.'),
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
    summary: 'What each metric of each source costs, the dearest first.',
    tag: 'Collector',
    role: 'viewer',
    query: z.object({ ...pagingQuery, source: z.string().optional() }),
    response: z.object({ costs: z.array(costSchema), nextCursor }),
  },
  async ({ reading }, { query: { limit, cursor, source } }) => {
    const key = (row: { source: string; metric: string }) => JSON.stringify([row.source, row.metric]);
    const counts = new Map((await readFetchCounts(reading)).map((row) => [key(row), row]));
    const all = (await readMetricStates(reading))
      .filter((state) => source === undefined || state.source === source)
      .map((state) => ({ state, count: counts.get(key(state)) }))
      .sort((a, b) => (b.count?.durationMs ?? 0) - (a.count?.durationMs ?? 0));
    // By place: figures move from one page to the next, and nobody minds.
    const start = readCursor(cursor, z.tuple([z.int().min(0)]))?.[0] ?? 0;
    const { items, nextCursor: next } = toPage(all.slice(start, start + limit + 1), limit, () => [start + limit]);
    return { costs: items.map(toCost), nextCursor: next };
  },
);

type State = Awaited<ReturnType<typeof readMetricStates>>[number];
type Counts = Awaited<ReturnType<typeof readFetchCounts>>[number];

function toCost({ state, count: counted }: { state: State; count: Counts | undefined }) {
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
