import { bindPanel, type ChartPanel, panels } from '@pgwatch-heroku/grafana';
import { codeOf, type Pool } from '@pgwatch-heroku/shared';
import { readExistingMetrics, readSourceId } from '@pgwatch-heroku/store';
import { z } from 'zod';
import { problem } from '../registry/problem.js';
import { defineRoute } from '../registry/route.js';
import { noSuchSource } from '../sources/no-such-source.js';
import { chooseStep } from './choose-step.js';
import { toPanelInfo } from './panel-info.js';
import { parseRange, rangeQuery } from './parse-range.js';
import { panelDataSchema } from './schemas.js';
import { toTable } from './to-table.js';
import { type TimeseriesRow, toTimeseries } from './to-timeseries.js';

export const getPanel = defineRoute(
  {
    id: 'get-panel',
    method: 'get',
    path: '/sources/{name}/panels/{id}',
    summary: 'The figures of one chart or table of a source.',
    tag: 'Sources',
    role: 'viewer',
    params: z.object({ name: z.string(), id: z.string() }),
    query: z.object(rangeQuery),
    response: panelDataSchema,
    errors: ['no-such-source', 'no-such-panel', 'bad-range'],
  },
  async ({ reading }, { params: { name, id }, query }) => {
    const { from, to } = parseRange(query);
    const panel = panels.find((candidate) => candidate.id === id);
    if (!panel) throw noSuchPanel(id);
    const source = await readSourceId(reading, name);
    if (source === undefined) throw noSuchSource(name);
    const stepSeconds = chooseStep({ from, to });
    const { text, values } = bindPanel(panel, { source, from, to, step: stepSeconds });
    const rows = (await hasSamples(reading, panel)) ? await readRows(reading, text, values) : [];
    return {
      panel: toPanelInfo(panel),
      from: from.toISOString(),
      to: to.toISOString(),
      stepSeconds,
      data: panel.kind === 'table' ? toTable(panel.columns, rows) : toTimeseries(rows as unknown as TimeseriesRow[]),
    };
  },
);

/** Metrics that have a table in a store: those never go away while we run. */
const known = new WeakMap<Pool, Set<string>>();

async function hasSamples(pool: Pool, panel: ChartPanel): Promise<boolean> {
  const own = known.get(pool) ?? new Set();
  known.set(pool, own);
  const missing = panel.metrics.filter((metric) => !own.has(metric));
  if (missing.length > 0) for (const metric of await readExistingMetrics(pool, missing)) own.add(metric);
  return panel.metrics.every((metric) => own.has(metric));
}

async function readRows(pool: Pool, text: string, values: unknown[]): Promise<Record<string, unknown>[]> {
  try {
    return (await pool.query<Record<string, unknown>>(text, values)).rows;
  } catch (error) {
    // undefined_column: right after an update, the collector adds new columns with its first fetch.
    if (codeOf(error) === '42703') return [];
    throw error;
  }
}

function noSuchPanel(id: string) {
  const names = panels.map((panel) => panel.id).join(', ');
  return problem('no-such-panel', `There is no panel named ${id.slice(0, 80)}`, `There are: ${names}.`);
}
