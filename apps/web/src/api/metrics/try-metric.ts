import { AppError } from '@pgwatch-heroku/shared';
import { readSealedUrl, readSourceSettings, writeAudit } from '@pgwatch-heroku/store';
import { z } from 'zod';
import { withSource } from '../../sources/look-at-source.js';
import { trySql } from '../../sources/try-sql.js';
import { problem } from '../registry/problem.js';
import { defineRoute } from '../registry/route.js';
import { noSuchSource } from '../sources/no-such-source.js';
import { oneStatement } from './check-metric.js';
import { sqlText } from './schemas.js';

export const trialSchema = z
  .object({
    isDone: z.boolean(),
    trial: z
      .object({
        columns: z.array(z.string()),
        rows: z.array(z.array(z.string().nullable())).describe('The first 100, as text.'),
        isCut: z.boolean().describe('There are more.'),
        durationMs: z.number(),
        cost: z.number().describe("The planner's, in its own unit."),
        expectedRows: z.number(),
      })
      .optional(),
    reason: z.string().optional().describe('What the server says against it.'),
    position: z.int().nullable().optional().describe('Character of the SQL that it points at, from 1.'),
  })
  .meta({ id: 'MetricTrial' });

export const tryMetric = defineRoute(
  {
    id: 'try-metric',
    method: 'post',
    path: '/metrics/try',
    summary: 'Runs the SQL of a metric once on a source: read-only, for 5 s at most, and rolled back.',
    tag: 'Metrics',
    role: 'admin',
    body: z.strictObject({
      source: z.string(),
      sql: sqlText,
      requiresExtension: z.string().min(1).max(63).optional(),
    }),
    response: trialSchema,
    errors: ['no-such-source', 'many-statements', 'unreachable'],
    callsPerMinute: 60,
  },
  async ({ reading, writing, access }, { body: { source, sql, requiresExtension }, user }) => {
    const statement = oneStatement(sql);
    if (!(await readSourceSettings(reading, source))) throw noSuchSource(source);
    const sealedUrl = await readSealedUrl(reading, source);
    await writeAudit(writing, user, { action: 'try-metric', target: source, after: { sql: statement } });
    try {
      return await withSource(access, access.addressOf(source, sealedUrl), (client) =>
        trySql(client, statement, requiresExtension),
      );
    } catch (error) {
      if (error instanceof AppError) throw problem('unreachable', error.message, error.hint);
      throw error;
    }
  },
);
