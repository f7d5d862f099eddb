import { panels } from '@pgwatch-heroku/grafana';
import type { Pool } from '@pgwatch-heroku/shared';
import { readFleet, readMetricProblems, readSource, readStoreState } from '@pgwatch-heroku/store';
import { Router } from 'express';
import { storageNotices } from '../setup/storage-notices.js';
import { checkSourceName, noSuchSource } from './no-such-source.js';
import { toPanelInfo } from './panel-info.js';
import { toSourceSummary } from './to-source.js';
import type { SourceDetail, SourcesResponse, UnmonitoredAttachment } from './types.js';

export function sourcesRouter(pool: Pool, attachedNotMonitored: UnmonitoredAttachment[]): Router {
  const router = Router();
  router.param('name', checkSourceName);
  router.get('/sources', async (_request, response) => {
    const fleet = await readFleet(pool);
    const notices = storageNotices(await readStoreState(pool));
    response.json({ sources: fleet.map(toSourceSummary), attachedNotMonitored, notices } satisfies SourcesResponse);
  });
  router.get('/sources/:name', async (request, response) => {
    const source = await readSource(pool, request.params.name);
    if (!source) throw noSuchSource(request.params.name);
    const problems = await readMetricProblems(pool, source.id);
    response.json({
      ...toSourceSummary(source),
      preset: source.preset,
      group: source.group,
      problems: problems.map((problem) => ({ ...problem, since: problem.since.toISOString() })),
      panels: panels.map(toPanelInfo),
    } satisfies SourceDetail);
  });
  return router;
}
