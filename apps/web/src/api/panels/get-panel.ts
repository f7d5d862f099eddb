import { bindPanel, type Panel } from '@pgwatch-heroku/grafana';
import { codeOf, type Pool } from '@pgwatch-heroku/shared';
import { readExistingMetrics, readSourceId } from '@pgwatch-heroku/store';
import { z } from 'zod';
import { problem } from '../registry/problem.js';
import { defineRoute } from '../registry/route.js';
import { noSuchSource } from '../sources/no-such-source.js';
import { chooseStep } from './choose-step.js';
import { toPanelInfo } from './panel-info.js';
import { checkPanelQuery, panelQuery } from './panel-query.js';
import { parseRange, rangeQuery } from './parse-range.js';
import { panelDataSchema } from './schemas.js';
import { sourcePanels } from './source-panels.js';
import { toPanelData } from './to-panel-data.js';

export const getPanel = defineRoute(
  {
    id: 'get-panel',
    method: 'get',
    path: '/sources/{name}/panels/{id}',
    summary: 'The figures of one chart or table of a source.',
    tag: 'Sources',
    role: 'viewer',
    params: z.object({ name: z.string(), id: z.string() }),
    query: z.object({ ...rangeQuery, ...panelQuery }),
    response: panelDataSchema,
    errors: ['no-such-source', 'no-such-panel', 'bad-range'],
  },
  async ({ reading }, { params: { name, id }, query }) => {
    const { from, to } = parseRange(query);
    const panel = sourcePanels.find((candidate) => candidate.id === id);
    if (!panel) throw noSuchPanel(id);
    checkPanelQuery(panel, query);
    const source = await readSourceId(reading, name);
    if (source === undefined) throw noSuchSource(name);
    const stepSeconds = chooseStep({ from, to });
    const { text, values } = bindPanel(panel, { ...query, source, from, to, step: stepSeconds });
    const rows = (await hasSamples(reading, panel)) ? await readRows(reading, text, values) : [];
    return {
      panel: toPanelInfo(panel),
      from: from.toISOString(),
      to: to.toISOString(),
      stepSeconds,
      data: toPanelData(panel, rows),
    };
  },
);

/** Metrics that have a table in a store: those never go away while we run. */
const known = new WeakMap<Pool, Set<string>>();

async function hasSamples(pool: Pool, panel: Panel): Promise<boolean> {
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
    // undefined_column, undefined_table: right after an update, the collector adds what is new with its first fetch.
    if (['42703', '42P01'].includes(codeOf(error) ?? '')) return [];
    throw error;
  }
}

function noSuchPanel(id: string) {
  const names = sourcePanels.map((panel) => panel.id).join(', ');
  return problem('no-such-panel', `There is no panel named ${id.slice(0, 80)}`, `There are: ${names}.`);
}
