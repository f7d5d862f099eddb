import { expect, it } from '@jest/globals';
import { cleanup, screen, waitFor, within } from '@testing-library/react';
import { answer, detail, panel, settings } from '../fixtures.js';
import { openPage } from '../open-page.js';

const statements = panel('statement-table', { title: 'Statement list', kind: 'table' });
const links = [{ title: 'Grafana', href: '/grafana/' }];

function open(address: string, grafana: Partial<ReturnType<typeof settings>['grafana']>) {
  return openPage(address, {
    '/api/v1/settings': settings({ links, grafana: { ...settings().grafana, ...grafana } }),
    '/api/v1/sources/SALES': detail('SALES', [statements]),
    '/api/v1/sources/SALES/panels/statement-table': answer(statements, { kind: 'table', columns: [], rows: [] }),
  });
}
const toolbar = async () => within(await screen.findByRole('toolbar', { name: 'Time range' }));

it('leads from a page of a source to the dashboard with the same database and range', async () => {
  open('/sources/SALES/queries?from=now-6h&to=now', {});
  const link = await (await toolbar()).findByRole('link', { name: 'Grafana' });
  expect(link.getAttribute('href')).toBe('/grafana/d/pgwatch-query-performance?var-source=SALES&from=now-6h&to=now');
  cleanup();
});

it('leads nobody to where they are not let in, nor to what is not there', async () => {
  open('/sources/SALES/queries', { mayOpen: false });
  await toolbar();
  await waitFor(() => expect(screen.getByRole('navigation', { name: 'Pages' })).toBeTruthy());
  expect(screen.queryByRole('link', { name: 'Grafana' })).toBeNull();
  cleanup();
  open('/sources/SALES/queries', { state: 'off' });
  expect((await toolbar()).queryByRole('link', { name: 'Grafana' })).toBeNull();
  cleanup();
});

it('says on the page of a source that Grafana is starting, and why it was ended', async () => {
  open('/sources/SALES/queries', { state: 'starting' });
  expect(await (await toolbar()).findByRole('link', { name: 'Grafana is starting' })).toBeTruthy();
  cleanup();
  const notices = [{ message: 'Grafana was stopped: it took 480 MB.', hint: 'It starts with the dyno.' }];
  open('/sources/SALES/queries', { state: 'off', notices });
  expect(await screen.findByText('Grafana was stopped: it took 480 MB.')).toBeTruthy();
  cleanup();
});
