import { afterEach, expect, it } from '@jest/globals';
import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import type { TableData } from '../../../src/api/types.js';
import { answer, detail, panel } from '../fixtures.js';
import { openPage } from '../open-page.js';

afterEach(cleanup);

const statements = panel('statement-table', { title: 'Statements', kind: 'table' });
const calls = panel('query-calls', { title: 'Calls', unit: 'ops/s' });
const sessions = panel('sessions', { title: 'Sessions' });
const line = { kind: 'timeseries' as const, times: [60, 120], lines: [{ label: 'active', values: [3, 4] }] };

function statementTable(count: number): TableData {
  return {
    kind: 'table',
    columns: [
      { name: 'queryid', title: 'Query id', unit: 'text', link: { parameter: 'queryid' } },
      { name: 'query', title: 'Statement', unit: 'text' },
      { name: 'calls', title: 'Calls', unit: 'short' },
    ],
    rows: Array.from({ length: count }, (_, place) => [String(place), `SELECT ${place} FROM t`, count - place]),
  };
}

const answers = (count = 3) => ({
  '/api/v1/sources/SALES': detail('SALES', [statements, calls, sessions]),
  '/api/v1/sources/SALES/panels/statement-table': answer(statements, statementTable(count)),
  '/api/v1/sources/SALES/panels/query-calls': answer(calls, line),
  '/api/v1/sources/SALES/panels/sessions': answer(sessions, line),
});

const asked = (requests: { path: string }[], panelId: string) =>
  requests.map(({ path }) => path).filter((path) => path.includes(`/panels/${panelId}?`));

it('takes the range along from page to page', async () => {
  openPage('/sources/SALES?from=now-6h&to=now&sort=x.y.asc', answers());
  fireEvent.click(await screen.findByRole('link', { name: 'Queries' }));
  await screen.findByRole('link', { name: 'SELECT 0 FROM t' });
  expect(location.pathname + location.search).toBe('/sources/SALES/queries?from=now-6h&to=now');
  expect(screen.getByRole('link', { name: 'Queries' }).getAttribute('aria-current')).toBe('page');
});

it('leads from a statement to its own page, which asks for its figures alone', async () => {
  const { requests } = openPage('/sources/SALES/queries', answers());
  fireEvent.click(await screen.findByRole('link', { name: 'SELECT 2 FROM t' }));
  await screen.findByRole('region', { name: 'Calls' });
  expect(location.pathname).toBe('/sources/SALES/queries/2');
  await waitFor(() => expect(asked(requests, 'query-calls')[0]).toContain('queryid=2'));
  expect(asked(requests, 'statement-table')).toHaveLength(1);
});

it('stays usable with 5,000 statements: a page of rows at a time, a search in all of them', async () => {
  openPage('/sources/SALES/queries', answers(5_000));
  await screen.findByRole('link', { name: 'SELECT 0 FROM t' });
  expect(document.querySelectorAll('tbody tr')).toHaveLength(50);
  fireEvent.click(screen.getByRole('button', { name: 'Show 50 more' }));
  expect(document.querySelectorAll('tbody tr')).toHaveLength(100);
  fireEvent.change(screen.getByRole('searchbox', { name: 'Search in Statements' }), { target: { value: '4321 from' } });
  expect(await screen.findByRole('link', { name: 'SELECT 4321 FROM t' })).toBeTruthy();
  await screen.findByText('1 of 5000');
});

it('asks the server for the longest word that is searched for, where that knows more rows than it gave', async () => {
  const searchable = { ...statements, searchable: true };
  const given = { ...answers(20), '/api/v1/sources/SALES': detail('SALES', [searchable, calls, sessions]) };
  const { requests } = openPage('/sources/SALES/queries', given);
  const box = await screen.findByRole('searchbox', { name: 'Search in Statements' });
  fireEvent.change(box, { target: { value: 'of elsewhere' } });
  await waitFor(() => expect(asked(requests, 'statement-table').at(-1)).toContain('search=elsewhere'));
  // None is an answer here: the field stays, to look for something else.
  await screen.findByText('0 of 20');
  fireEvent.change(box, { target: { value: '' } });
  await screen.findByRole('link', { name: 'SELECT 0 FROM t' });
});

it('keeps the order of a table in the address', async () => {
  openPage('/sources/SALES/queries', answers());
  await screen.findByRole('link', { name: 'SELECT 0 FROM t' });
  fireEvent.click(screen.getByRole('button', { name: 'Calls' }));
  fireEvent.click(screen.getByRole('button', { name: 'Calls' }));
  expect(location.search).toBe('?sort=statement-table.calls.asc');
  expect(document.querySelector('tbody tr')?.textContent).toContain('SELECT 2');
  cleanup();
  openPage('/sources/SALES/queries?sort=statement-table.calls.asc', answers());
  await screen.findByRole('link', { name: 'SELECT 0 FROM t' });
  expect(document.querySelector('tbody tr')?.textContent).toContain('SELECT 2');
});

it('asks for the period before when it is compared, and not before', async () => {
  const { requests } = openPage('/sources/SALES?from=now-1h&to=now', answers());
  const chart = await screen.findByRole('region', { name: 'Sessions' });
  await within(chart).findByRole('button', { name: /^active/ });
  expect(asked(requests, 'sessions')).toHaveLength(1);
  fireEvent.click(screen.getByRole('button', { name: /^Compare/ }));
  await waitFor(() => expect(asked(requests, 'sessions').at(-1)).toContain('from=now-7200s&to=now-3600s'));
  expect(location.search).toContain('compare=before');
  await within(chart).findByRole('button', { name: /was/ });
});

it('shifts to the period before, which is over and is not refreshed', async () => {
  openPage('/sources/SALES?from=now-1h&to=now', answers());
  await screen.findByRole('region', { name: 'Sessions' });
  const after = screen.getByRole('button', { name: 'The period after' }) as HTMLButtonElement;
  expect(after.disabled).toBe(true);
  fireEvent.click(screen.getByRole('button', { name: 'The period before' }));
  await waitFor(() => expect(location.search).toMatch(/^\?from=\d{4}-.*Z&to=\d{4}-.*Z$/));
  expect((screen.getByRole('combobox', { name: 'Refresh' }) as HTMLSelectElement).disabled).toBe(true);
  fireEvent.click(screen.getByRole('button', { name: 'The period after' }));
  await waitFor(() => expect(location.search).toBe('?from=now-1h&to=now'));
});

it('says in words what a chart shows, and shows its figures as a table', async () => {
  openPage('/sources/SALES', answers());
  const chart = await screen.findByRole('region', { name: 'Sessions' });
  const drawn = await within(chart).findByRole('group', { name: /Sessions\. active: from 3 to 4, latest 4/ });
  expect(drawn.tabIndex).toBe(0);
  fireEvent.click(within(chart).getByRole('button', { name: 'Sessions: show as table' }));
  const rows = [...chart.querySelectorAll('tbody tr')].map((row) => row.lastElementChild?.textContent);
  expect(rows).toEqual(['4', '3']);
});

it('says that there is no such page about a source', async () => {
  openPage('/sources/SALES/nonsense', answers());
  expect(await screen.findByText(/There is no such page about this source/)).toBeTruthy();
});

it('says how many things happened at one moment, and opens to each of them', async () => {
  const happened = panel('changes-in-words', { title: 'What happened', kind: 'table' });
  const at = Date.parse('2026-11-22T10:30:00Z');
  const data: TableData = {
    kind: 'table',
    columns: [
      { name: 'seen', title: 'Seen', unit: 'time' },
      { name: 'details', title: 'What', unit: 'text' },
    ],
    rows: [
      [at, 'Table public.a created'],
      [at, 'Index public.a_pkey on public.a created'],
      [at - 60_000, 'Setting work_mem is now 8MB'],
    ],
  };
  openPage('/sources/SALES/events', {
    '/api/v1/sources/SALES': detail('SALES', [happened]),
    '/api/v1/sources/SALES/panels/changes-in-words': answer(happened, data),
  });
  const summary = (await screen.findByText('2 changes')).closest('summary');
  expect(summary?.parentElement?.tagName).toBe('DETAILS');
  const each = within(summary?.parentElement as HTMLElement).getAllByRole('listitem');
  expect(each.map(({ textContent }) => textContent)).toEqual([
    'Table public.a created',
    'Index public.a_pkey on public.a created',
  ]);
  expect(screen.getByText('Setting work_mem is now 8MB').closest('details')).toBeNull();
});

it('says why a panel may have nothing to show', async () => {
  const slots = panel('on-no-page', { title: 'Slots', emptyWhen: ['Heroku makes slots for its own followers only.'] });
  openPage('/sources/SALES', {
    '/api/v1/sources/SALES': detail('SALES', [slots]),
    '/api/v1/sources/SALES/panels/on-no-page': answer(slots, { kind: 'timeseries', times: [], lines: [] }),
  });
  await screen.findByText('Heroku makes slots for its own followers only.');
});
