import type { Queryable } from '@pgwatch-heroku/shared';
import type { MetricShape } from '../types.js';
import { isAsWanted } from './missing-columns.js';
import { readShapes } from './read-shape.js';

/** Those of `shapes` for which `ensureMetricTable` has something to do, or to refuse; in one query. */
export async function findUnfitShapes(client: Queryable, shapes: readonly MetricShape[]): Promise<MetricShape[]> {
  const stored = await readShapes(
    client,
    shapes.map(({ metric }) => metric),
  );
  return shapes.filter((shape) => {
    try {
      return !isAsWanted(stored.get(shape.metric), shape);
    } catch {
      return true; // for ensureMetricTable to say
    }
  });
}
