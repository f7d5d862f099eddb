import { AppError } from '@pgwatch-heroku/shared';
import type { ColumnType, MetricShape } from '../types.js';
import type { StoredShape } from './read-shape.js';

/** @throws AppError as `missingColumns` does. */
export const isAsWanted = (stored: StoredShape | undefined, shape: MetricShape): boolean =>
  stored?.hasView === true && missingColumns(stored, shape).length === 0;

/**
 * Columns that the stored table lacks.
 *
 * @throws AppError `configuration` for what comes and cannot be held by what is stored.
 */
export function missingColumns(stored: StoredShape, { metric, tags, columns }: MetricShape): MetricShape['columns'] {
  const fail = (what: string) => {
    throw new AppError('configuration', `Metric ${metric} ${what}`, {
      hint: 'Give the changed metric another name; what is stored under this one stays readable.',
    });
  };
  if (stored.tagged !== tags.length > 0) {
    fail(stored.tagged ? 'has lost its tags' : 'has got tags, and what is stored has none');
  }
  return columns.filter(({ name, type }) => {
    const existing = stored.columns.find((column) => column.name === name);
    if (existing && !holds(existing.type, type)) fail(`gives ${name} as ${type}, and it is stored as ${existing.type}`);
    return !existing;
  });
}

const holds = (stored: ColumnType, given: ColumnType): boolean =>
  stored === given || widerThan[given]?.includes(stored) === true || stored === 'text';

const widerThan: Partial<Record<ColumnType, readonly ColumnType[]>> = { int4: ['int8', 'float8'], int8: ['float8'] };
