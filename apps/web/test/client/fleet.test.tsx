/** @jest-environment jsdom */

import { expect, it } from '@jest/globals';
import { cleanup, screen, within } from '@testing-library/react';
import { source } from './fixtures.js';
import { openPage } from './open-page.js';

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
  openPage('/', fleet([source('SALES'), source('COPY', { isInRecovery: true, transactionsPerSecond: null })]));
  const row = (await screen.findByRole('link', { name: 'SALES' })).closest('tr') as HTMLElement;
  const text = row.textContent ?? '';
  for (const part of ['17.10', 'primary', '1.21 GB', '214', '14', '3 active', '99.3 %', 'just now']) {
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
