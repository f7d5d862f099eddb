import { bindPanel, type Panel, panels } from '@pgwatch-heroku/grafana';
import { codeOf, type Pool } from '@pgwatch-heroku/shared';
import { readExistingMetrics, readSourceId } from '@pgwatch-heroku/store';
import { Router } from 'express';
import { chooseStep } from './choose-step.js';
import { checkSourceName, noSuchSource } from './no-such-source.js';
import { toPanelInfo } from './panel-info.js';
import { parseRange } from './parse-range.js';
import { RequestProblem } from './request-problem.js';
import { toTable } from './to-table.js';
import { type TimeseriesRow, toTimeseries } from './to-timeseries.js';
import type { PanelData } from './types.js';

/** GET /sources/:name/panels/:id?from&to: the figures of one chart or table. */
export function panelRouter(pool: Pool): Router {
  const router = Router();
  router.param('name', checkSourceName);
  // Tables of samples never go away while we run.
  const known = new Set<string>();
  const hasSamples = async (panel: Panel) => {
    const missing = panel.metrics.filter((metric) => !known.has(metric));
    if (missing.length > 0) for (const metric of await readExistingMetrics(pool, missing)) known.add(metric);
    return panel.metrics.every((metric) => known.has(metric));
  };
  router.get('/sources/:name/panels/:id', async (request, response) => {
    const { name, id } = request.params;
    const { from, to } = parseRange(request.query);
    const panel = panels.find((candidate) => candidate.id === id);
    if (!panel) throw noSuchPanel(id);
    const source = await readSourceId(pool, name);
    if (source === undefined) throw noSuchSource(name);
    const stepSeconds = chooseStep({ from, to });
    const { text, values } = bindPanel(panel, { source, from, to, step: stepSeconds });
    const rows = (await hasSamples(panel)) ? await readRows(pool, text, values) : [];
    response.json({
      panel: toPanelInfo(panel),
      from: from.toISOString(),
      to: to.toISOString(),
      stepSeconds,
      data: panel.kind === 'table' ? toTable(panel.columns, rows) : toTimeseries(rows as unknown as TimeseriesRow[]),
    } satisfies PanelData);
  });
  return router;
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

function noSuchPanel(id: string): RequestProblem {
  const names = panels.map((panel) => panel.id).join(', ');
  return new RequestProblem({
    status: 404,
    code: 'no-such-panel',
    message: `There is no panel named ${id.slice(0, 80)}`,
    hint: `There are: ${names}.`,
  });
}
