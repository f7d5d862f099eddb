import { expect, it } from '@jest/globals';
import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { answer, detail, panel, source } from '../fixtures.js';
import { openPage } from '../open-page.js';

const statements = panel('statement-table', { title: 'Statements', kind: 'table' });
const noRows = answer(statements, { kind: 'table', columns: [], rows: [] });

function open(address: string) {
  return openPage(address, {
    '/api/v1/sources': {
      sources: [source('SALES'), source('ARCHIVE', { group: 'cold', state: 'paused' }), source('BILLING')],
      attachedNotMonitored: [],
      notices: [],
    },
    '/api/v1/sources/SALES': detail('SALES', [statements]),
    '/api/v1/sources/BILLING': detail('BILLING', [statements]),
    '/api/v1/sources/SALES/panels/statement-table': noRows,
    '/api/v1/sources/BILLING/panels/statement-table': noRows,
  });
}

const openSwitch = async () => {
  fireEvent.click(await screen.findByRole('button', { name: 'Go to another source' }));
  return within(await screen.findByRole('list', { name: 'Sources' }));
};

it('leads to the same page of another source with the same range, and asks for the sources only when opened', async () => {
  const { requests } = open('/sources/SALES/queries?from=now-6h&to=now&compare=before');
  await screen.findAllByRole('region', { name: 'Statements' });
  expect(requests.some(({ path }) => path === '/api/v1/sources')).toBe(false);
  const links = (await openSwitch()).getAllByRole('link');
  expect(links.map((link) => link.textContent)).toEqual(['ARCHIVEcold', 'BILLING', 'SALES']);
  expect(links[0]?.getAttribute('href')).toBe('/sources/ARCHIVE/queries?from=now-6h&to=now&compare=before');
  expect(links[2]?.getAttribute('aria-current')).toBe('true');
  cleanup();
});

it('is a search whose first match the enter key takes', async () => {
  open('/sources/SALES/queries');
  await openSwitch();
  fireEvent.change(screen.getByRole('searchbox', { name: 'Search the sources' }), { target: { value: 'bil' } });
  const form = screen.getByRole('searchbox', { name: 'Search the sources' }).closest('form') as HTMLFormElement;
  fireEvent.submit(form);
  await waitFor(() => expect(location.pathname).toBe('/sources/BILLING/queries'));
  await screen.findByRole('heading', { level: 1, name: 'BILLING' });
  cleanup();
});

it('leads from what only one database has to the list that it is in', async () => {
  open('/sources/SALES/queries/4711');
  const links = (await openSwitch()).getAllByRole('link');
  expect(links[1]?.getAttribute('href')).toBe('/sources/BILLING/queries');
  cleanup();
});
