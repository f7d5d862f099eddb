import { AppError } from '@pgwatch-heroku/shared';
import type { ColumnType, MetricShape } from '../types.js';
import { partitionEnding } from './partition-name.js';

/** Names that every table of samples has of its own. */
const reserved = new Set(['source_id', 'time', 'fetched_at', 'series']);
const types = new Set<ColumnType>(['int8', 'float8', 'bool', 'text']);

/** 50 characters leave room for the suffixes of partitions, types and functions within PostgreSQL's 63. */
const isMetricName = (name: string): boolean => /^[a-z][a-z0-9_]{0,49}$/.test(name);

/**
 * What other metrics' tables bring with them in the schema: the type of `data`, partitions, indexes. `x_data` would be
 * the table of one metric and the type of another.
 */
const takenEnding = new RegExp(`_(data|pkey)$|${partitionEnding}`);

/**
 * Refuses what cannot be a table: the names come from queries that people may write.
 *
 * @throws AppError `configuration`
 */
export function checkShape({ metric, columns }: MetricShape): void {
  const fail = (what: string) => {
    throw new AppError('configuration', `Metric ${JSON.stringify(metric)}: ${what}`, {
      hint: "Change the names in the metric's SQL.",
    });
  };
  if (!isMetricName(metric)) fail('a name is up to 50 small letters, digits and underscores, beginning with a letter');
  if (takenEnding.test(metric)) fail('names that end in _data, _pkey or a date are taken by what other metrics need');
  const seen = new Set<string>();
  for (const { name, type } of columns) {
    if (!name || Buffer.byteLength(name) > 63) fail(`the column name ${JSON.stringify(name)} is empty or too long`);
    if (reserved.has(name)) fail(`the column name ${name} is taken`);
    if (seen.has(name)) fail(`there are two columns named ${name}`);
    if (!types.has(type)) fail(`column ${name} has the unknown type ${type}`);
    seen.add(name);
  }
}
