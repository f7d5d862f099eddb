import { expect, it } from '@jest/globals';
import { detailViewOf, placePanels, viewsWithPanels } from '../../client/src/pages/source/views/place-panels.js';
import { parseSourceAddress, viewHref } from '../../client/src/pages/source/views/source-address.js';
import { detailViews, type SourceView, sourceViews } from '../../client/src/pages/source/views/source-views.js';
import { panel } from './fixtures.js';

const [overview] = sourceViews as [SourceView];
const idsOf = (view: SourceView) =>
  view.sections.flatMap(({ panels }) => panels.map((entry) => (typeof entry === 'string' ? entry : entry.id)));

it('leaves out panels that the server does not have, and the sections and pages that have none', () => {
  const panels = [panel('sessions'), panel('statement-table', { kind: 'table' })];
  expect(placePanels(overview, panels).map(({ title }) => title)).toEqual(['Load']);
  expect(viewsWithPanels(panels).map(({ title }) => title)).toEqual(['Overview', 'Queries', 'Sessions and locks']);
});

it('shows a panel that is on no page last on the first one', () => {
  const sections = placePanels(overview, [panel('new-in-the-catalogue'), panel('sessions')]);
  expect(sections.at(-1)).toMatchObject({ title: 'Other figures', panels: [{ id: 'new-in-the-catalogue' }] });
});

it('leads to a page about one thing only where the server has panels for it', () => {
  expect(detailViewOf('queryid', [panel('query-calls')])?.path).toBe('queries');
  expect(detailViewOf('queryid', [panel('sessions')])).toBeUndefined();
  expect(detailViewOf(undefined, [panel('query-calls')])).toBeUndefined();
});

it.each([...sourceViews, ...detailViews].map((view) => [`${view.title} ${view.about ?? ''}`, view] as const))(
  '%s lists no panel twice',
  (_name, view) => {
    expect(new Set(idsOf(view)).size).toBe(idsOf(view).length);
  },
);

it.each(['public.a', 'public."a/b?c#d"', '100%', 'ä ö'])('finds what a page is about in its address: %s', (item) => {
  const href = viewHref('SALES', { path: 'tables' }, item, '');
  expect(parseSourceAddress(new URL(href, 'http://localhost').pathname)).toEqual({ view: 'tables', item });
});
