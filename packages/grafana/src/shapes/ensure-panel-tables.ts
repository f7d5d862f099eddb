import { AppError, type Queryable } from '@pgwatch-heroku/shared';
import { ensureMetricTable, findUnfitShapes } from '@pgwatch-heroku/store';
import { metricShapes } from './metric-shapes.js';

export interface PanelTables {
  /** What was made. */
  made: string[];
  /** Why a table is not as panels want it: somebody changed what the metric gives. Those panels show an error then. */
  refused: string[];
}

/**
 * Makes the tables of all metrics that panels read, as far as they are not there: Grafana, which cannot look first, then
 * shows no data in the place of an error. They belong to the role of `client`, which has to be one connection.
 */
export async function ensurePanelTables(client: Queryable): Promise<PanelTables> {
  const tables: PanelTables = { made: [], refused: [] };
  for (const shape of await findUnfitShapes(client, metricShapes)) {
    try {
      tables.made.push(...(await ensureMetricTable(client, shape)).changes);
    } catch (error) {
      if (!(error instanceof AppError) || error.code !== 'configuration') throw error;
      tables.refused.push(error.message);
    }
  }
  return tables;
}
