import { expect, it } from '@jest/globals';
import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { answer, detail, panel } from '../fixtures.js';
import { failing, openPage } from '../open-page.js';

const statements = panel('top-statements', { title: 'Top statements', kind: 'table' });
const longText = 'SELECT a,\n       b\n  FROM t';

function table(rows: (string | number | null)[][]) {
  const columns = [
    { name: 'query', title: 'Statement', unit: '' },
    { name: 'mean', title: 'Mean time', unit: 'ms' },
  ];
  return answer(statements, { kind: 'table' as const, columns, rows });
}

it('shows facts, problems, and for each panel its data, that there is none, or what failed', async () => {
  const transactions = panel('transactions', { title: 'Transactions', unit: 'ops/s' });
  const empty = panel('empty', { title: 'Deadlocks' });
  const broken = panel('broken', { title: 'Checkpoints' });
  openPage('/sources/SALES', {
    '/api/v1/sources/SALES': detail('SALES', [transactions, empty, broken], {
      problems: [
        {
          metric: 'stat_statements',
          isPartial: false,
          reason: 'No extension.',
          since: '2026-11-22T10:00:00Z',
          hint: 'Create it.',
        },
        {
          metric: 'mine',
          isPartial: true,
          reason: 'gives more than 2000 rows',
          since: '2026-11-22T10:00:00Z',
          hint: null,
        },
      ],
    }),
    '/api/v1/sources/SALES/panels/transactions': answer(transactions, {
      kind: 'timeseries',
      times: [1, 61],
      lines: [{ label: 'commit', values: [10, 12.5] }],
    }),
    '/api/v1/sources/SALES/panels/empty': answer(empty, { kind: 'timeseries', times: [], lines: [] }),
    '/api/v1/sources/SALES/panels/broken': failing(400, 'Too long.', 'Choose a shorter range.'),
  });
  const chart = await screen.findByRole('region', { name: 'Transactions' });
  await waitFor(() => expect(within(chart).getByRole('button', { name: /commit/ }).textContent).toBe('commit12.5 /s'));
  const nothing = await screen.findByRole('region', { name: 'Deadlocks' });
  expect(nothing.textContent).toContain('No data in this range yet');
  expect((await screen.findByRole('alert')).textContent).toContain('Checkpoints could not be loaded. Too long.');
  const problems = screen.getByRole('region', { name: 'Metrics with problems' }).textContent;
  expect(problems).toMatch(/stat_statements has not been gathered since .*No extension\..*Create it\./);
  expect(problems).toMatch(/mine is incomplete since .*gives more than 2000 rows/);
  cleanup();
});

it('tells of a source that is up what a person should know about it', async () => {
  openPage('/sources/SALES', {
    '/api/v1/sources/SALES': { ...detail('SALES', []), notice: 'Its TLS certificate changed.' },
  });
  expect(await screen.findByText('Its TLS certificate changed.')).toBeTruthy();
});

it('asks for the range in the address bar and puts a chosen one there', async () => {
  const { requests } = openPage('/sources/SALES?from=now-6h&to=now', {
    '/api/v1/sources/SALES': detail('SALES', [statements]),
    '/api/v1/sources/SALES/panels/top-statements': table([['SELECT 1', 2]]),
  });
  await screen.findByText('SELECT 1');
  expect(requests.at(-1)?.path).toBe('/api/v1/sources/SALES/panels/top-statements?from=now-6h&to=now');
  fireEvent.click(screen.getByRole('radio', { name: '24h' }));
  await waitFor(() => expect(location.search).toBe('?from=now-24h&to=now'));
  await waitFor(() => expect(requests.at(-1)?.path).toContain('from=now-24h'));
  cleanup();
});

it('sorts a table by a column and opens the whole text of a statement', async () => {
  openPage('/sources/SALES', {
    '/api/v1/sources/SALES': detail('SALES', [statements]),
    '/api/v1/sources/SALES/panels/top-statements': table([
      ['SELECT 1', 2],
      [longText, 1500],
      ['SELECT 3', null],
    ]),
  });
  await screen.findByText('SELECT 1');
  const means = () => [...document.querySelectorAll('tbody tr')].map((row) => row.lastElementChild?.textContent);
  expect(means()).toEqual(['2 ms', '1.5 s', '–']);
  const header = screen.getByRole('button', { name: 'Mean time' });
  fireEvent.click(header);
  expect(means()).toEqual(['1.5 s', '2 ms', '–']);
  fireEvent.click(header);
  expect(means()).toEqual(['2 ms', '1.5 s', '–']);
  const statement = screen.getByRole('button', { name: 'SELECT a, b FROM t' });
  expect(statement.textContent).toBe('SELECT a, b FROM t');
  fireEvent.click(statement);
  expect(statement.textContent).toBe(longText);
  expect(screen.getByRole('button', { name: 'Copy statement' })).toBeTruthy();
  cleanup();
});

it('keeps rows apart that have the same text, as one statement of two users', async () => {
  openPage('/sources/SALES', {
    '/api/v1/sources/SALES': detail('SALES', [statements]),
    '/api/v1/sources/SALES/panels/top-statements': table([
      ['SELECT 1', 2],
      ['SELECT 1', 3],
    ]),
  });
  const [first, second] = await screen.findAllByRole('button', { name: 'SELECT 1' });
  fireEvent.click(first as HTMLElement);
  expect(first?.getAttribute('aria-expanded')).toBe('true');
  expect(second?.getAttribute('aria-expanded')).toBe('false');
  cleanup();
});

it('says that there is no such source instead of an error', async () => {
  openPage('/sources/GONE', {});
  expect(await screen.findByRole('heading', { name: 'No source is called GONE' })).toBeTruthy();
  cleanup();
});
