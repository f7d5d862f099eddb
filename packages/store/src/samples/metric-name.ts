import { AppError } from '@pgwatch-heroku/shared';
import type { ColumnType, MetricShape } from '../types.js';
import { partitionEnding } from './partition-name.js';

/** Names that every table of samples has of its own. */
const reserved = new Set(['source_id', 'time', 'fetched_at', 'series']);
const types = new Set<ColumnType>(['int8', 'int4', 'float8', 'bool', 'text']);

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
export function checkShape({ metric, tags, columns }: MetricShape): void {
  checkMetricName(metric);
  const fail = (what: string) => refuse(metric, what, "Change the names in the metric's SQL.");
  if (tags.length + columns.length === 0) fail('its SQL gives no column that could be stored');
  const seenTags = new Set<string>();
  for (const tag of tags) {
    if (!tag) fail('a column is named tag_ and nothing more');
    if (seenTags.has(tag)) fail(`there are two columns named tag_${tag}`);
    seenTags.add(tag);
  }
  const seen = new Set<string>();
  for (const { name, type } of columns) {
    if (!name || Buffer.byteLength(name) > 63) fail(`the column name ${JSON.stringify(name)} is empty or too long`);
    if (reserved.has(name)) fail(`the column name ${name} is taken`);
    if (seen.has(name)) fail(`there are two columns named ${name}`);
    if (!types.has(type)) fail(`column ${name} has the unknown type ${type}`);
    seen.add(name);
  }
}

/** @throws AppError `configuration` for a name that no table of samples can have. */
export function checkMetricName(metric: string): void {
  const fail = (what: string) => refuse(metric, what, 'Give the metric another name.');
  if (!isMetricName(metric)) fail('a name is up to 50 small letters, digits and underscores, beginning with a letter');
  if (takenEnding.test(metric)) fail('names that end in _data, _pkey or a date are taken by what other metrics need');
}

function refuse(metric: string, what: string, hint: string): never {
  throw new AppError('configuration', `Metric ${JSON.stringify(metric)}: ${what}`, { hint });
}
