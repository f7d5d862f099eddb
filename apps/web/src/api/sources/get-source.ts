import { readMetricProblems, readSource } from '@pgwatch-heroku/store';
import { toPanelInfo } from '../panels/panel-info.js';
import { sourcePanels } from '../panels/source-panels.js';
import { defineRoute } from '../registry/route.js';
import { noSuchSource } from './no-such-source.js';
import { nameParams, sourceDetailSchema } from './schemas.js';
import { toSourceSummary } from './to-source.js';

export const getSource = defineRoute(
  {
    id: 'get-source',
    method: 'get',
    path: '/sources/{name}',
    summary: 'A source with what cannot be gathered from it, and the panels that there are.',
    tag: 'Sources',
    role: 'viewer',
    params: nameParams,
    response: sourceDetailSchema,
    errors: ['no-such-source'],
  },
  async ({ reading, doctor }, { params: { name } }) => {
    const source = await readSource(reading, name);
    if (!source) throw noSuchSource(name);
    const problems = await readMetricProblems(reading, source.id);
    return {
      ...toSourceSummary({ ...source, finding: doctor.findingOf(source) }),
      problems: problems.map((problem) => ({ ...problem, since: problem.since.toISOString() })),
      panels: sourcePanels.map(toPanelInfo),
    };
  },
);
