import { dynoPanels } from '@pgwatch-heroku/grafana';
import { dynoSourceId } from '@pgwatch-heroku/store';
import { z } from 'zod';
import { parseRange, rangeQuery } from '../panels/parse-range.js';
import { readPanel } from '../panels/read-panel.js';
import { panelDataSchema } from '../panels/schemas.js';
import { problem } from '../registry/problem.js';
import { defineRoute } from '../registry/route.js';

export const getDynoPanel = defineRoute(
  {
    id: 'get-dyno-panel',
    method: 'get',
    path: '/collector/dynos/{dyno}/panels/{id}',
    summary: 'The figures of one chart of a collector dyno.',
    tag: 'Collector',
    role: 'viewer',
    params: z.object({
      dyno: z.string().regex(/^[a-z][a-z0-9-]{0,30}\.\d{1,9}$/, 'has to be as collector.1'),
      id: z.string(),
    }),
    query: z.object(rangeQuery),
    response: panelDataSchema,
    errors: ['no-such-panel', 'bad-range'],
  },
  async ({ reading }, { params: { dyno, id }, query }) => {
    const range = parseRange(query);
    const panel = dynoPanels.find((candidate) => candidate.id === id);
    const names = dynoPanels.map((each) => each.id).join(', ');
    if (!panel) throw problem('no-such-panel', `There is no panel named ${id.slice(0, 80)}`, `There are: ${names}.`);
    return readPanel(reading, panel, { ...range, source: dynoSourceId(dyno) });
  },
);
