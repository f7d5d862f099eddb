import type { Metric } from '@pgwatch-heroku/metrics';
import { messageOf } from '@pgwatch-heroku/shared';
import { checkMetricName, takeStatement } from '@pgwatch-heroku/store';
import type { z } from 'zod';
import { problem } from '../registry/problem.js';
import type { metricSchema } from './schemas.js';

/** The one statement of each SQL; a semicolon at an end is taken away. @throws RequestProblem for a second one. */
export function checkMetric(given: z.output<typeof metricSchema>): Metric {
  try {
    checkMetricName(given.name);
    checkMetricName(given.storedAs ?? given.name);
  } catch (error) {
    throw problem('bad-request', messageOf(error));
  }
  const versions = given.versions.map(({ minMajor, sql }) => ({ minMajor, sql: oneStatement(sql) }));
  versions.sort((a, b) => a.minMajor - b.minMajor);
  return JSON.parse(JSON.stringify({ ...given, versions })) as Metric;
}

/** @throws RequestProblem `many-statements` */
export function oneStatement(text: string): string {
  const statement = takeStatement(text);
  if ('secondAt' in statement) {
    const line = text.slice(0, statement.secondAt).split('\n').length;
    throw problem('many-statements', `A second statement begins in line ${line} of the SQL`, 'A metric is one SELECT.');
  }
  if (statement.sql === '') throw problem('bad-request', 'There is no statement in the SQL');
  return statement.sql;
}
