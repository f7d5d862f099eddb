import { bindPanel, type Panel, type PanelParameters } from '@pgwatch-heroku/grafana';
import { codeOf, type Pool } from '@pgwatch-heroku/shared';
import { readExistingMetrics } from '@pgwatch-heroku/store';
import type { PanelData } from '../types.js';
import { chooseStep } from './choose-step.js';
import { toPanelInfo } from './panel-info.js';
import { toPanelData } from './to-panel-data.js';

/** The figures of a panel; none where the store has not seen its metrics yet. `source` is a source's id, or a dyno's. */
export async function readPanel(
  reading: Pool,
  panel: Panel,
  parameters: Omit<PanelParameters, 'step'>,
): Promise<PanelData> {
  const { from, to } = parameters;
  const stepSeconds = chooseStep({ from, to });
  const { text, values } = bindPanel(panel, { ...parameters, step: stepSeconds });
  const rows = (await hasSamples(reading, panel)) ? await readRows(reading, text, values) : [];
  return {
    panel: toPanelInfo(panel),
    from: from.toISOString(),
    to: to.toISOString(),
    stepSeconds,
    data: toPanelData(panel, rows),
  };
}

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
