import { expect, it } from '@jest/globals';
import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { source } from '../fixtures.js';
import { openPage } from '../open-page.js';

const fleet = (sources: unknown[], attachedNotMonitored: unknown[] = [], notices: unknown[] = []) => ({
  '/api/v1/sources': { sources, attachedNotMonitored, notices },
});

it('puts what needs attention first and says why', async () => {
  openPage(
    '/',
    fleet([
      source('CALM'),
      source('PAUSED', { state: 'paused', reason: 'Detached from the app.' }),
      source('UNKNOWN', { state: 'unknown', reason: 'No connection was tried yet.' }),
      source('STALE', { lastSampleAt: new Date(Date.now() - 600_000).toISOString() }),
      source('DOWN', { state: 'down', reason: 'The password is refused.' }),
    ]),
  );
  const table = await screen.findByRole('table');
  expect(
    within(table)
      .getAllByRole('link')
      .map((link) => link.textContent),
  ).toEqual(['DOWN', 'UNKNOWN', 'STALE', 'CALM', 'PAUSED']);
  const attention = screen.getByRole('region', { name: 'Needs attention' });
  expect(
    within(attention)
      .getAllByRole('listitem')
      .map((item) => item.textContent),
  ).toEqual([
    'DOWN is down. The password is refused.',
    'UNKNOWN needs a look. No connection was tried yet.',
    'STALE needs a look. It is up, but no samples arrive. Is the collector running?',
  ]);
  expect(screen.getByText('2 of 5 up, 1 down, 1 unknown, 1 paused')).toBeTruthy();
  cleanup();
});

it('tells of a source that is up what a person should know about it', async () => {
  openPage('/', fleet([source('SALES', { notice: 'Its TLS certificate changed.' })]));
  const attention = await screen.findByRole('region', { name: 'Needs attention' });
  expect(attention.textContent).toContain('Its TLS certificate changed.');
});

it('says what the Collector DB has no room for, and what to do', async () => {
  openPage('/', fleet([source('SALES')], [], [{ message: 'History is shortened.', hint: 'Choose a bigger plan.' }]));
  const notice = await screen.findByText('History is shortened.');
  expect(notice.closest('[role=status]')?.textContent).toContain('Choose a bigger plan.');
  cleanup();
});

it('shows state, version, role, size, load and links each source to its page', async () => {
  openPage(
    '/',
    fleet([source('SALES'), source('COPY', { isInRecovery: true, transactionsPerSecond: null, lagSeconds: 3 })]),
  );
  const row = (await screen.findByRole('link', { name: 'SALES' })).closest('tr') as HTMLElement;
  const text = row.textContent ?? '';
  for (const part of ['17.10', 'primary', '1.21 GB', '214', '14', '3 active', '99.34 %', 'just now']) {
    expect(text).toContain(part);
  }
  expect(within(row).getByRole('img', { name: 'Up' })).toBeTruthy();
  expect(within(row).getByRole('link').getAttribute('href')).toBe('/sources/SALES');
  const copy = screen.getByRole('link', { name: 'COPY' }).closest('tr') as HTMLElement;
  expect(copy.textContent).toContain('standby');
  expect(within(copy).getAllByText('–').length).toBe(1);
  expect(screen.queryByRole('region', { name: 'Needs attention' })).toBeNull();
  cleanup();
});

it('says how to attach a database when there is none, and which ones are attached already', async () => {
  openPage(
    '/',
    fleet(
      [],
      [
        { variable: 'DATABASE_URL', purpose: 'The Collector DB' },
        { variable: 'HEROKU_POSTGRESQL_AMBER_URL', purpose: null },
      ],
    ),
  );
  expect(await screen.findByText('heroku addons:attach <database> --as PGWATCH2_MONITOREDDB_SALES')).toBeTruthy();
  expect(screen.getByText('DATABASE_URL')).toBeTruthy();
  expect(screen.getByText('HEROKU_POSTGRESQL_AMBER_URL')).toBeTruthy();
  cleanup();
});

it('keeps what is searched, sorted and grouped in the address, and reads it from there', async () => {
  openPage(
    '/?sort=-size',
    fleet([
      source('SMALL', { sizeBytes: 1, group: 'shop', waitingSessions: 2 }),
      source('BIG', { sizeBytes: 9 }),
      source('MID', { sizeBytes: 5, group: 'shop', isInRecovery: true, lagSeconds: 90 }),
    ]),
  );
  const links = () => [...document.querySelectorAll('tbody a')].map((link) => link.textContent);
  await screen.findByRole('table');
  expect(links()).toEqual(['SMALL', 'MID', 'BIG']);
  expect(screen.getByRole('columnheader', { name: 'Size' }).getAttribute('aria-sort')).toBe('ascending');
  expect(screen.getByText('1 min 30 s')).toBeTruthy();
  fireEvent.click(screen.getByRole('button', { name: 'Source' }));
  await waitFor(() => expect(links()).toEqual(['BIG', 'MID', 'SMALL']));
  fireEvent.click(screen.getByRole('checkbox', { name: 'By group' }));
  await screen.findByRole('rowheader', { name: 'shop 2' });
  fireEvent.change(screen.getByRole('searchbox', { name: 'Search the fleet' }), { target: { value: 'mid' } });
  await waitFor(() => expect(links()).toEqual(['MID']));
  expect(location.search).toBe('?sort=name&by=group&q=mid');
  fireEvent.change(screen.getByRole('searchbox', { name: 'Search the fleet' }), { target: { value: 'nothing' } });
  expect(await screen.findByText(/No source is like that/)).toBeTruthy();
  cleanup();
});

it('shows the first of many that need attention, and all of them after one press', async () => {
  const down = Array.from({ length: 7 }, (_, index) => source(`DOWN${index}`, { state: 'down', reason: 'Refused.' }));
  openPage('/', fleet([...down, source('CALM')]));
  const attention = await screen.findByRole('region', { name: 'Needs attention' });
  expect(within(attention).getAllByRole('listitem').length).toBe(4);
  fireEvent.click(within(attention).getByRole('button', { name: 'Show all 7 that need attention' }));
  await waitFor(() => expect(document.querySelectorAll('tbody tr').length).toBe(7));
  expect(location.search).toBe('?state=attention');
  cleanup();
});

it('names the worst finding of a source that is up', async () => {
  const finding = { level: 'error' as const, text: '3 metrics fail.' };
  openPage('/', fleet([source('SALES', { finding })]));
  const table = await screen.findByRole('table');
  expect(within(table).getByRole('img', { name: 'error' })).toBeTruthy();
  expect(within(table).getByText('3 metrics fail.')).toBeTruthy();
  cleanup();
});
