import { afterEach, expect, it } from '@jest/globals';
import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { admin, metricSummary, storedMetric, storedPreset } from '../catalogue-fixtures.js';
import { source } from '../fixtures.js';
import { failing, openPage } from '../open-page.js';

afterEach(cleanup);

const sources = { '/api/v1/sources': { sources: [source('SALES')], attachedNotMonitored: [], notices: [] } };
const noHistory = { '/api/v1/metrics/mine/revisions': { revisions: [], nextCursor: null } };
const mine = storedMetric({ name: 'mine' }, { origin: 'user', presets: ['basic'], sources: ['SALES'] });
const metric = { ...admin, ...sources, ...noHistory, '/api/v1/metrics/mine/columns': { columns: [] } };

it('lists metrics with what they measure and where they are used, and finds them by words', async () => {
  openPage('/catalogue/metrics', {
    ...admin,
    '/api/v1/metrics': {
      metrics: [metricSummary('wal', { majors: [15, 18] }), metricSummary('locks', { requiresExtension: 'pg_locks' })],
    },
    '/api/v1/presets': { presets: [storedPreset('basic', { wal: 60 })] },
  });
  const wal = (await screen.findByRole('link', { name: 'wal' })).closest('tr') as HTMLElement;
  await within(wal).findByRole('link', { name: 'basic' });
  expect(wal.textContent).toContain('15+, 18+');
  fireEvent.change(screen.getByRole('searchbox'), { target: { value: 'LOCKS what' } });
  await waitFor(() => expect(screen.queryByRole('link', { name: 'wal' })).toBeNull());
  expect(screen.getByRole('link', { name: 'locks' }).getAttribute('href')).toBe('/catalogue/metrics/locks');
  expect(location.search).toBe('?q=LOCKS+what');
});

it('shows a viewer everything and lets them change nothing', async () => {
  openPage('/catalogue/metrics/mine', {
    ...metric,
    '/api/v1/session': { user: 'guest', role: 'viewer', via: 'session', csrfToken: '' },
    '/api/v1/metrics/mine': mine,
  });
  expect(await screen.findByText('It is as it was shipped; nobody has changed it here.')).toBeTruthy();
  expect(screen.getByRole('link', { name: 'SALES' })).toBeTruthy();
  for (const name of ['Edit', 'Delete', /Try it/]) expect(screen.queryByRole('button', { name })).toBeNull();
});

it('tries the SQL on a source and shows rows and cost', async () => {
  const { requests } = openPage('/catalogue/metrics/mine', {
    ...metric,
    '/api/v1/metrics/mine': mine,
    'POST /api/v1/metrics/try': {
      isDone: true,
      trial: { columns: ['one'], rows: [['7'], [null]], isCut: false, durationMs: 4, cost: 12.5, expectedRows: 2 },
    },
  });
  fireEvent.click(await screen.findByRole('button', { name: 'Try it on SALES' }));
  const said = await screen.findByText(/2 rows in 4 ms/);
  expect(said.textContent).toBe('2 rows in 4 ms; the planner of SALES expected 2 rows at a cost of 12.5.');
  expect(screen.getByRole('region', { name: 'Rows' }).textContent).toBe('one7null');
  expect(requests.at(-1)?.body).toEqual({ source: 'SALES', sql: 'SELECT 1 AS one' });
});

it.each([
  ['cannot execute INSERT in a read-only transaction', 'Metrics only read'],
  ['canceling statement due to statement timeout', '5 s'],
])('explains why %s', async (reason, explained) => {
  openPage('/catalogue/metrics/mine', {
    ...metric,
    '/api/v1/metrics/mine': mine,
    'POST /api/v1/metrics/try': { isDone: false, reason, position: 10 },
  });
  fireEvent.click(await screen.findByRole('button', { name: 'Try it on SALES' }));
  const said = (await screen.findByText(/SALES says/)).closest('[role=status]') as HTMLElement;
  expect(said.textContent).toContain(reason);
  expect(said.textContent).toContain(explained);
  expect(within(said).getByRole('button', { name: 'Line 1, column 10' })).toBeTruthy();
});

it('tells the second of two who edit a metric, keeps what they typed, and offers both ways on', async () => {
  const { answers, requests } = openPage('/catalogue/metrics/mine', { ...metric, '/api/v1/metrics/mine': mine });
  fireEvent.click(await screen.findByRole('button', { name: 'Edit' }));
  const text = await screen.findByRole('textbox', { name: /What it measures/ });
  fireEvent.change(text, { target: { value: 'Of mine.' } });
  answers['PUT /api/v1/metrics/mine'] = failing(409, 'mine was changed meanwhile by ann', undefined, 'edit-conflict');
  answers['/api/v1/metrics/mine'] = storedMetric({ name: 'mine', description: 'Of ann.' }, { version: '2' });
  fireEvent.click(screen.getByRole('button', { name: 'Save' }));
  const diff = await screen.findByRole('region', { name: 'From what is stored now to yours' });
  expect(diff.textContent).toContain('- description: Of ann.+ description: Of mine.');
  expect((text as HTMLTextAreaElement).value).toBe('Of mine.');
  answers['PUT /api/v1/metrics/mine'] = storedMetric({ name: 'mine', description: 'Of mine.' }, { version: '3' });
  fireEvent.click(screen.getByRole('button', { name: 'Store mine in its place' }));
  await screen.findByRole('button', { name: 'Edit' });
  const puts = requests
    .filter(({ method }) => method === 'PUT')
    .map(({ body }) => (body as { version: string }).version);
  expect(puts).toEqual(['1', '2']);
});

it('adds SQL for a newer PostgreSQL, beginning as what it runs now', async () => {
  const { requests, answers } = openPage('/catalogue/metrics/mine', { ...metric, '/api/v1/metrics/mine': mine });
  fireEvent.click(await screen.findByRole('button', { name: 'Edit' }));
  const major = screen.getByRole('textbox', { name: 'Major version of PostgreSQL' });
  fireEvent.change(major, { target: { value: '15' } });
  expect(screen.getByText('There is one')).toBeTruthy();
  fireEvent.change(major, { target: { value: '18' } });
  fireEvent.click(screen.getByRole('button', { name: 'Add SQL for it' }));
  expect(screen.getByRole('radio', { name: '15 to 17' })).toBeTruthy();
  answers['PUT /api/v1/metrics/mine'] = mine;
  fireEvent.click(screen.getByRole('button', { name: 'Save' }));
  await screen.findByRole('button', { name: 'Edit' });
  const put = requests.find(({ method }) => method === 'PUT')?.body as { definition: { versions: unknown } };
  expect(put.definition.versions).toEqual([
    { minMajor: 15, sql: 'SELECT 1 AS one' },
    { minMajor: 18, sql: 'SELECT 1 AS one' },
  ]);
});

it('says who changed what and makes it again what it was', async () => {
  const was = storedMetric({ name: 'mine', description: 'Before.' }).definition;
  const { requests } = openPage('/catalogue/metrics/mine', {
    ...metric,
    '/api/v1/metrics/mine': mine,
    '/api/v1/metrics/mine/revisions': {
      revisions: [
        { revision: 9, at: '2026-11-22T10:00:00Z', actor: 'ann', definition: mine.definition },
        { revision: 4, at: '2026-11-21T10:00:00Z', actor: null, definition: was },
      ],
      nextCursor: null,
    },
    'POST /api/v1/metrics/mine/revert': mine,
  });
  expect(await screen.findByText('ann')).toBeTruthy();
  expect(screen.getByText('a release')).toBeTruthy();
  fireEvent.click(screen.getAllByRole('button', { name: 'What changed' })[0] as HTMLElement);
  expect(screen.getByRole('region', { name: /What changed at/ }).textContent).toContain('- description: Before.');
  fireEvent.click(screen.getByRole('button', { name: 'Make it this again' }));
  await waitFor(() =>
    expect(requests.find(({ method }) => method === 'POST')?.body).toEqual({ revision: 4, version: '1' }),
  );
});

it('says that a metric is gone instead of an error', async () => {
  openPage('/catalogue/metrics/gone', admin);
  expect(await screen.findByRole('heading', { name: 'No metric is called gone' })).toBeTruthy();
});
