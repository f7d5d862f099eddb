import { expect, it } from '@jest/globals';
import { cleanup, fireEvent, screen } from '@testing-library/react';
import { admin, settings } from '../fixtures.js';
import { failing, openPage } from '../open-page.js';

const answers = (allowsUrlSources: boolean) => ({
  '/api/v1/session': admin,
  '/api/v1/settings': settings({ allowsUrlSources }),
  '/api/v1/presets': { presets: [] },
});
const type = (label: RegExp, value: string) =>
  fireEvent.change(screen.getByLabelText(label, { selector: 'input' }), { target: { value } });

it('adds the chosen databases of a server, those that are there already left out', async () => {
  const { requests } = openPage('/add-source', {
    ...answers(true),
    '/api/v1/sources/discover': {
      databases: [
        { name: 'orders', mayConnect: true, sources: [] },
        { name: 'known', mayConnect: true, sources: ['SHOP_known'] },
        { name: 'closed', mayConnect: false, sources: [] },
        { name: 'stock', mayConnect: true, sources: [] },
      ],
    },
    'POST /api/v1/sources': { names: ['SHOP_stock'] },
  });
  await screen.findByRole('button', { name: 'Test connection' });
  type(/^Name/, 'SHOP');
  type(/^URL/, 'postgres://u:p@db.example.com/orders');
  fireEvent.click(screen.getByLabelText('All databases of this server'));
  type(/^But not like/, '_test$');
  fireEvent.click(screen.getByRole('button', { name: 'Look for databases' }));
  expect(await screen.findByText('2 of 4 chosen')).toBeTruthy();
  fireEvent.click(screen.getByLabelText('orders'));
  fireEvent.click(screen.getByRole('button', { name: 'Add 1 source' }));
  expect((await screen.findByRole('link', { name: 'SHOP_stock' })).getAttribute('href')).toBe('/sources/SHOP_stock');
  const bodies = requests.filter(({ method }) => method === 'POST').map(({ body }) => body);
  const url = 'postgres://u:p@db.example.com/orders';
  expect(bodies).toEqual([
    { of: { url }, include: null, exclude: '_test$' },
    { name: 'SHOP', url, databases: ['stock'], settings: { preset: 'heroku_postgres' } },
  ]);
  cleanup();
});

it('keeps looking for databases of a server, and goes where that is shown', async () => {
  const { requests } = openPage('/add-source', { ...answers(true), 'POST /api/v1/discoveries': { sources: [] } });
  await screen.findByRole('button', { name: 'Test connection' });
  type(/^Name/, 'SHOP');
  type(/^URL/, 'postgres://u:p@db.example.com/orders');
  type(/^Group/, 'shop');
  fireEvent.click(screen.getByLabelText('All databases of this server'));
  type(/^Only names like/, '^shop_');
  fireEvent.click(screen.getByLabelText('Keep looking'));
  fireEvent.click(screen.getByRole('button', { name: 'Add and keep looking' }));
  expect(await screen.findByRole('heading', { name: 'Sources' })).toBeTruthy();
  expect(requests.find(({ method }) => method === 'POST')).toMatchObject({
    path: '/api/v1/discoveries',
    body: {
      ...{ name: 'SHOP', url: 'postgres://u:p@db.example.com/orders', include: '^shop_', exclude: null },
      settings: { preset: 'heroku_postgres', group: 'shop' },
    },
  });
  cleanup();
});

it('begins with the settings of another source when it is a copy, and asks for a URL of its own', async () => {
  const original = {
    ...{ name: 'SHOP', variable: 'PGWATCH2_MONITOREDDB_SHOP_URL', isAttached: true, detachedAt: null, version: '7' },
    ...{ group: 'shop', tags: { team: 'orders' }, preset: 'basic', presetStandby: 'minimal', isEnabled: false },
    ...{ customMetrics: { db_stats: 71 }, customMetricsStandby: null, onlyIfPrimary: false },
  };
  const { requests } = openPage('/add-source?copy=SHOP', {
    ...answers(true),
    '/api/v1/presets': { presets: ['basic', 'full'].map((name) => ({ definition: { name, metrics: {} } })) },
    '/api/v1/sources/SHOP/settings': original,
    'POST /api/v1/sources': { names: ['COPY'] },
  });
  await screen.findByText(/^It begins with the settings of SHOP/);
  expect((screen.getByLabelText(/^URL/, { selector: 'input' }) as HTMLInputElement).value).toBe('');
  type(/^Name/, 'COPY');
  type(/^URL/, 'postgres://u:p@db.example.com/orders');
  type(/^Group/, 'billing');
  fireEvent.click(screen.getByRole('button', { name: 'Add' }));
  await screen.findByRole('link', { name: 'COPY' });
  expect(requests.find(({ method }) => method === 'POST')?.body).toEqual({
    ...{ name: 'COPY', url: 'postgres://u:p@db.example.com/orders' },
    settings: {
      ...{ group: 'billing', tags: { team: 'orders' }, preset: 'basic', presetStandby: 'minimal', isEnabled: true },
      ...{ customMetrics: { db_stats: 71 }, customMetricsStandby: null, onlyIfPrimary: false },
    },
  });
  cleanup();
});

it('keeps what was typed and says why when nothing was added', async () => {
  openPage('/add-source', {
    ...answers(true),
    'POST /api/v1/sources': failing(400, 'The host is private.', 'Use a public one.', 'bad-url'),
  });
  await screen.findByRole('button', { name: 'Test connection' });
  type(/^Name/, '1SHOP');
  type(/^URL/, 'mysql://u:p@10.0.0.1/orders');
  fireEvent.click(screen.getByRole('button', { name: 'Add' }));
  expect(await screen.findByText(/^This has to begin with a letter/)).toBeTruthy();
  expect(screen.getByText('This has to begin with postgres://.')).toBeTruthy();
  type(/^Name/, 'SHOP');
  type(/^URL/, 'postgres://u:p@10.0.0.1/orders');
  fireEvent.click(screen.getByRole('button', { name: 'Add' }));
  expect(await screen.findByText(/^Nothing was added: The host is private/)).toBeTruthy();
  expect((screen.getByLabelText(/^Name/) as HTMLInputElement).value).toBe('SHOP');
  cleanup();
});

it('says so when adding by URL is switched off', async () => {
  openPage('/add-source', answers(false));
  expect(await screen.findByText(/^Adding databases by URL is switched off/)).toBeTruthy();
  expect(screen.queryByLabelText(/^URL/)).toBeNull();
  cleanup();
});
