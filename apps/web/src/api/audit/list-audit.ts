import { readAudit } from '@pgwatch-heroku/store';
import { z } from 'zod';
import { nextCursor, pagingQuery, readCursor, toPage } from '../registry/paging.js';
import { defineRoute } from '../registry/route.js';

const entrySchema = z
  .object({
    id: z.int(),
    at: z.string(),
    actor: z.string(),
    via: z.enum(['session', 'token', 'discovery']),
    action: z.string().describe('Verb and noun: update-source.'),
    target: z.string().describe('Name of what was changed.'),
    before: z.record(z.string(), z.unknown()).nullable().describe('What it was, as far as it differs.'),
    after: z.record(z.string(), z.unknown()).nullable(),
  })
  .meta({ id: 'AuditEntry' });

export const auditResponseSchema = z.object({ entries: z.array(entrySchema), nextCursor });

export const listAudit = defineRoute(
  {
    id: 'list-audit',
    method: 'get',
    path: '/audit',
    summary: 'Every change that was made here, the latest first: who, when, what.',
    tag: 'Settings',
    role: 'admin',
    query: z.object({
      ...pagingQuery,
      target: z.string().optional().describe('Only changes of what has this name.'),
      actor: z.string().optional(),
    }),
    response: auditResponseSchema,
  },
  async ({ reading }, { query: { limit, cursor, target, actor } }) => {
    const beforeId = readCursor(cursor, z.tuple([z.int().positive()]))?.[0];
    const rows = await readAudit(reading, { beforeId, target, actor, limit });
    const { items, nextCursor: next } = toPage(rows, limit, ({ id }) => [id]);
    return { entries: items.map((row) => ({ ...row, at: row.at.toISOString() })), nextCursor: next };
  },
);
