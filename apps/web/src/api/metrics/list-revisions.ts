import { type DefinitionKind, readHistoryOf } from '@pgwatch-heroku/store';
import { z } from 'zod';
import { pagingQuery, readCursor, toPage } from '../registry/paging.js';
import { defineRoute, type Route } from '../registry/route.js';
import { nameParams } from '../sources/schemas.js';
import { revisionsSchema } from './schemas.js';

const listRevisions = (kind: DefinitionKind): Route =>
  defineRoute(
    {
      id: `list-${kind}-revisions`,
      method: 'get',
      path: `/${kind}s/{name}/revisions`,
      summary: `What a ${kind} was, the latest first: who, when, what.`,
      tag: kind === 'metric' ? 'Metrics' : 'Presets',
      role: 'viewer',
      params: nameParams,
      query: z.object(pagingQuery),
      response: revisionsSchema,
    },
    async ({ reading }, { params: { name }, query: { limit, cursor } }) => {
      const before = readCursor(cursor, z.tuple([z.int().positive()]))?.[0];
      const rows = await readHistoryOf(reading, { kind, name, before, limit });
      const { items, nextCursor } = toPage(rows, limit, ({ revision }) => [revision]);
      const revisions = items.map(({ at, definition, ...rest }) => ({
        ...rest,
        at: at.toISOString(),
        definition: definition as z.input<typeof revisionsSchema>['revisions'][number]['definition'],
      }));
      return { revisions, nextCursor };
    },
  );

export const listMetricRevisions = listRevisions('metric');
export const listPresetRevisions = listRevisions('preset');
