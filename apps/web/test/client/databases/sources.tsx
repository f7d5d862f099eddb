import { expect, it } from '@jest/globals';
import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { filterSources, noFilter } from '../../../client/src/pages/sources/filter-sources.js';
import { admin, source, viewer } from '../fixtures.js';
import { failing, openPage } from '../open-page.js';

const list = {
  sources: [
    source('SALES', { group: 'shop', tags: { team: 'billing' } }),
    source('ENTERED', { variable: null, state: 'down', reason: 'The password is refused.' }),
  ],
  ...{ attachedNotMonitored: [], notices: [] },
};

it('finds sources by any of their words, by state and by group', () => {
  const names = (changes: object) => filterSources(list.sources, { ...noFilter, ...changes }).map(({ name }) => name);
  expect(names({})).toEqual(['ENTERED', 'SALES']);
  expect(names({ text: 'SHOP team=bill' })).toEqual(['SALES']);
  expect(names({ text: 'shop refused' })).toEqual([]);
  expect(names({ state: 'down' })).toEqual(['ENTERED']);
  expect(names({ group: 'shop' })).toEqual(['SALES']);
  expect(names({ group: null })).toEqual(['ENTERED']);
});

it('changes all that are selected in one go, and says which are not there any more', async () => {
  const results = [
    { name: 'ENTERED', outcome: 'no-such-source' },
    { name: 'SALES', outcome: 'updated' },
  ];
  const { requests } = openPage('/sources', {
    '/api/v1/sources': list,
    '/api/v1/session': admin,
    '/api/v1/sources/bulk': { results },
  });
  fireEvent.click(await screen.findByLabelText('Select all that are shown'));
  const bar = screen.getByRole('region', { name: 'Selected sources' });
  expect(bar.textContent).toContain('2 selected');
  fireEvent.click(within(bar).getByRole('button', { name: 'Disable' }));
  expect(await screen.findByText('1 source switched off. Not there any more: ENTERED.')).toBeTruthy();
  expect(requests.find(({ path }) => path.endsWith('/bulk'))).toMatchObject({
    method: 'POST',
    headers: { 'X-CSRF-Token': 'token-1' },
    body: { names: ['SALES', 'ENTERED'], change: { kind: 'update', settings: { isEnabled: false } } },
  });
  cleanup();
});

it('shows viewers everything and no way to change it', async () => {
  openPage('/sources', { '/api/v1/sources': list, '/api/v1/session': viewer });
  expect(await screen.findByRole('link', { name: 'Settings of SALES' })).toBeTruthy();
  expect(screen.getByText('added by URL')).toBeTruthy();
  expect(screen.getByText('The password is refused.')).toBeTruthy();
  expect(screen.queryByRole('checkbox')).toBeNull();
  expect(screen.queryByRole('link', { name: 'Add by URL' })).toBeNull();
  cleanup();
});

const discoveries = (changes: object = {}, isOff = false) => ({
  isOff,
  discoveries: [
    {
      ...{
        name: 'SHOP',
        include: '^shop_',
        exclude: '_test$',
        preset: 'basic',
        group: null,
        nextRunAt: '2026-11-28T03:10:00Z',
      },
      ...{ ranAt: '2026-11-28T03:00:00Z', error: null, hint: null },
      ...{ sources: ['SHOP_orders', 'SHOP_stock'], vanished: ['SHOP_stock'], leftAlone: ['old'] },
      ...changes,
    },
  ],
});

it('shows how the last run of a discovery went, runs it, sets its URL, and asks what becomes of its sources', async () => {
  const failed = { error: 'The server refuses the login', hint: 'Check user, password and database of the URL.' };
  const { requests, answers } = openPage('/sources', {
    ...{ '/api/v1/sources': list, '/api/v1/session': admin, '/api/v1/discoveries': discoveries(failed) },
    'POST /api/v1/discoveries/SHOP/run': {},
    'PUT /api/v1/discoveries/SHOP/url': {},
    'DELETE /api/v1/discoveries/SHOP': { status: 204, body: undefined },
  });
  const table = await screen.findByRole('table', { name: 'Discoveries' });
  expect(table.textContent).toContain('^shop_, not _test$2Paused as vanished: SHOP_stock');
  expect(table.textContent).toContain('Left alone, as deleted or taken by another source: old');
  expect(within(table).getByText('The server refuses the login')).toBeTruthy();
  answers['/api/v1/discoveries'] = discoveries();
  fireEvent.click(screen.getByRole('button', { name: 'Run now: SHOP' }));
  await waitFor(() => expect(screen.queryByText('The server refuses the login')).toBeNull());
  fireEvent.click(screen.getByRole('button', { name: 'Set URL of discovery SHOP' }));
  fireEvent.change(await screen.findByLabelText('URL', { selector: 'input' }), {
    target: { value: 'postgres://u:n@h/d' },
  });
  fireEvent.click(screen.getByRole('button', { name: 'Set URL' }));
  await waitFor(() => expect(screen.queryByLabelText('URL', { selector: 'input' })).toBeNull());
  expect(requests.find(({ method }) => method === 'PUT')?.body).toEqual({ url: 'postgres://u:n@h/d' });
  fireEvent.click(screen.getByRole('button', { name: 'Remove discovery SHOP' }));
  fireEvent.click(await screen.findByLabelText('Delete its 2 sources as well'));
  answers['/api/v1/discoveries'] = { isOff: false, discoveries: [] };
  fireEvent.click(screen.getByRole('button', { name: 'Remove' }));
  await waitFor(() => expect(screen.queryByRole('table', { name: 'Discoveries' })).toBeNull());
  const changes = requests.filter(({ method }) => method !== 'GET').map(({ method, path }) => `${method} ${path}`);
  expect(changes).toEqual([
    'POST /api/v1/discoveries/SHOP/run',
    'PUT /api/v1/discoveries/SHOP/url',
    'DELETE /api/v1/discoveries/SHOP?sources=delete',
  ]);
  cleanup();
});

it('says that discoveries are switched off, and shows viewers no way to change them', async () => {
  openPage('/sources', {
    ...{ '/api/v1/sources': list, '/api/v1/session': viewer, '/api/v1/discoveries': discoveries({}, true) },
  });
  expect(await screen.findByText(/^No databases are looked for/)).toBeTruthy();
  expect(screen.queryByRole('button', { name: 'Run now: SHOP' })).toBeNull();
  cleanup();
});

it('says on every page that the store is away, until it is back', async () => {
  const { answers } = openPage('/sources', {
    '/api/v1/sources': failing(503, 'The Collector DB does not answer.', undefined, 'unavailable'),
    '/api/v1/session': admin,
  });
  expect(await screen.findByText(/Changes cannot be saved until then/)).toBeTruthy();
  answers['/api/v1/sources'] = list;
  expect(await screen.findByRole('link', { name: 'SALES' })).toBeTruthy();
  await waitFor(() => expect(screen.queryByText(/Changes cannot be saved until then/)).toBeNull());
  cleanup();
});
