import type { Queryable } from '@pgwatch-heroku/shared';
import { ensureMetricTable } from '@pgwatch-heroku/store';
import { metricShapes } from './metric-shapes.js';

/**
 * Makes the tables of all metrics that panels read, as far as they are not there: Grafana, which cannot look first, then
 * shows no data in the place of an error. They belong to the role of `client`, which has to be the collector's and one
 * connection.
 *
 * @returns what was made.
 */
export async function ensurePanelTables(client: Queryable): Promise<string[]> {
  const made: string[] = [];
  for (const shape of metricShapes) made.push(...(await ensureMetricTable(client, shape)).changes);
  return made;
}
