import { expect, it } from '@jest/globals';
import { dashboards, toDashboardJson } from '@pgwatch-heroku/grafana';
import { grafanaHref } from '../../client/src/pages/source/grafana/grafana-href.js';
import { detailViews, sourceViews } from '../../client/src/pages/source/views/source-views.js';

it('says moments as Grafana takes them, and what a page is about', () => {
  const range = { from: '2026-11-22T10:00:00Z', to: '2026-11-22T11:00:00Z' };
  const view = { dashboard: 'pgwatch-table-details', about: 'table' as const };
  expect(grafanaHref({ source: 'a&b', view, item: 'public.a/b', range })).toBe(
    '/grafana/d/pgwatch-table-details?var-source=a%26b&var-table=public.a%2Fb&from=1795341600000&to=1795345200000',
  );
});

it.each([...sourceViews, ...detailViews].map((view) => [view.title, view] as const))(
  'has a dashboard for the page %s that takes what the link says',
  (_, { dashboard: uid, about }) => {
    const dashboard = dashboards.find((one) => one.uid === uid);
    if (!dashboard) throw new Error(`there is no ${uid}`);
    const { templating } = toDashboardJson(dashboard) as { templating: { list: { name: string }[] } };
    const names = templating.list.map(({ name }) => name);
    expect(names).toContain('source');
    if (about) expect(names).toContain(about);
  },
);
