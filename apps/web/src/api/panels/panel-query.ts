import { type Panel, parametersOf } from '@pgwatch-heroku/grafana';
import { z } from 'zod';
import { problem } from '../registry/problem.js';

// As long as a name of a function with all its arguments gets.
const name = z.string().min(1).max(1_000);

/** What a panel about one thing is about, and how much of a list is wanted. */
export const panelQuery = {
  queryid: name.optional().describe('For panels about one statement: its id, as pg_stat_statements has it.'),
  table: name.optional().describe('For panels about one table: its full name.'),
  sproc: name.optional().describe('For panels about one function or procedure: its full name.'),
  search: z.string().max(1_000).default('').describe('Part of the text of what is listed.'),
  // More rows than anyone reads; a page shows fewer and searches in all of them.
  top: z.coerce.number().int().min(1).max(500).default(200).describe('So many rows at most.'),
};

export type PanelQuery = z.infer<z.ZodObject<typeof panelQuery>>;

/** @throws RequestProblem `bad-request` when the panel is about one thing and it is not said which. */
export function checkPanelQuery(panel: Panel, query: PanelQuery): void {
  const wanted = parametersOf(panel.sql);
  const missing = (['queryid', 'table', 'sproc'] as const).find(
    (parameter) => wanted.has(parameter) && query[parameter] === undefined,
  );
  if (!missing) return;
  throw problem(
    'bad-request',
    `The panel ${panel.id} needs the parameter ${missing}`,
    `Add ${missing}=… to the query, beside from and to.`,
  );
}
