import { readSourceId } from '@pgwatch-heroku/store';
import { z } from 'zod';
import { problem } from '../registry/problem.js';
import { defineRoute } from '../registry/route.js';
import { noSuchSource } from '../sources/no-such-source.js';
import { checkPanelQuery, panelQuery } from './panel-query.js';
import { parseRange, rangeQuery } from './parse-range.js';
import { readPanel } from './read-panel.js';
import { panelDataSchema } from './schemas.js';
import { sourcePanels } from './source-panels.js';

export const getPanel = defineRoute(
  {
    id: 'get-panel',
    method: 'get',
    path: '/sources/{name}/panels/{id}',
    summary: 'The figures of one chart or table of a source.',
    tag: 'Sources',
    role: 'viewer',
    params: z.object({ name: z.string(), id: z.string() }),
    query: z.object({ ...rangeQuery, ...panelQuery }),
    response: panelDataSchema,
    errors: ['no-such-source', 'no-such-panel', 'bad-range'],
  },
  async ({ reading }, { params: { name, id }, query }) => {
    const range = parseRange(query);
    const panel = sourcePanels.find((candidate) => candidate.id === id);
    if (!panel) throw noSuchPanel(id);
    checkPanelQuery(panel, query);
    const source = await readSourceId(reading, name);
    if (source === undefined) throw noSuchSource(name);
    return readPanel(reading, panel, { ...query, ...range, source });
  },
);

function noSuchPanel(id: string) {
  const names = sourcePanels.map((panel) => panel.id).join(', ');
  return problem('no-such-panel', `There is no panel named ${id.slice(0, 80)}`, `There are: ${names}.`);
}
