import { expect, it } from '@jest/globals';
import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import type { DeploymentReport, DoctorFinding, SessionInfo } from '../../../src/api/types.js';
import { detail, panel } from '../fixtures.js';
import { openPage } from '../open-page.js';

const finding = (id: string, changes: Partial<DoctorFinding> = {}): DoctorFinding => ({
  ...{ id, group: 'Rights', title: `Aspect ${id}`, state: 'ok', summary: `Summary of ${id}.` },
  ...{ details: [], hint: null, fixes: [], mayPass: false },
  ...changes,
});
const session = (role: SessionInfo['role']): SessionInfo => ({ user: role, role, via: 'session', csrfToken: 'token' });
const bad = finding('bad', {
  state: 'error',
  details: ['<img src=x onerror=alert(1)>'],
  hint: 'Run `this` first.',
  fixes: [{ kind: 'sql', text: 'GRANT pg_monitor TO "me";', note: 'As its owner.' }],
});
const known = finding('known', { details: ['a detail'] });
const report = (...findings: DoctorFinding[]) => ({ checkedAt: new Date().toISOString(), findings });
const address = '/api/v1/sources/SALES/doctor';
const source = (name: string, changes: Partial<DeploymentReport['sources'][number]> = {}) => ({
  ...{ name, finding: null, checkedAt: new Date().toISOString(), isPaused: false },
  ...changes,
});
const sales = { '/api/v1/sources/SALES': detail('SALES', [panel('statement-table', { kind: 'table' })]) };

const itemOf = async (title: string) =>
  (await screen.findByRole('heading', { level: 3, name: new RegExp(title) })).closest('li') as HTMLElement;

it('lays open what is wrong with the SQL that mends it, and the rest on demand; states are words, not colours', async () => {
  openPage('/sources/SALES/doctor', { ...sales, '/api/v1/session': session('admin'), [address]: report(bad, known) });
  const wrong = await itemOf('Aspect bad');
  expect(wrong.textContent).toContain('Error');
  expect(wrong.textContent).toContain('GRANT pg_monitor TO "me";');
  expect(within(wrong).getByText('<img src=x onerror=alert(1)>')).toBeTruthy();
  expect(within(wrong).getByRole('button', { name: 'Copy command' })).toBeTruthy();
  const right = await itemOf('Aspect known');
  expect(right.textContent).toContain('Ok');
  expect(right.textContent).not.toContain('a detail');
  fireEvent.click(within(right).getByRole('button', { name: 'Show the details of Aspect known' }));
  expect(right.textContent).toContain('a detail');
  cleanup();
});

it('asks for one aspect anew, shows that it is under way, and follows it to its end', async () => {
  const { answers, requests } = openPage('/sources/SALES/doctor', {
    ...sales,
    '/api/v1/session': session('admin'),
    [address]: report(bad, known),
  });
  const checking = finding('bad', { state: 'checking', summary: 'Being looked at.' });
  answers[`${address}/recheck`] = report(checking, known);
  answers[address] = report(bad, known);
  const button = await screen.findByRole('button', { name: 'Check Aspect bad again' });
  fireEvent.click(button);
  await waitFor(async () => expect((await itemOf('Aspect bad')).textContent).toContain('Checking'));
  const asked = requests.find(({ method }) => method === 'POST');
  expect(asked).toMatchObject({ path: `${address}/recheck`, headers: { 'X-CSRF-Token': 'token' } });
  answers[address] = report(finding('bad'), known);
  await waitFor(async () => expect((await itemOf('Aspect bad')).textContent).toContain('Summary of bad.'), {
    timeout: 10_000,
  });
  cleanup();
});

it('offers no check to those who may only look', async () => {
  openPage('/sources/SALES/doctor', { ...sales, '/api/v1/session': session('viewer'), [address]: report(bad) });
  await itemOf('Aspect bad');
  expect(screen.queryByRole('button', { name: /again/ })).toBeNull();
  cleanup();
});

it('shows the deployment, and the sources with what is wrong first', async () => {
  const body: DeploymentReport = {
    ...report(finding('store')),
    sources: [source('ARCHIVE'), source('SALES', { finding: { level: 'error', text: 'It refuses the login.' } })],
  };
  openPage('/doctor', { '/api/v1/session': session('admin'), '/api/v1/doctor': body });
  const sources = within(await screen.findByRole('region', { name: 'Sources' })).getAllByRole('link');
  expect(sources.map((link) => link.getAttribute('href'))).toEqual([
    '/sources/SALES/doctor',
    '/sources/ARCHIVE/doctor',
  ]);
  expect(screen.getByText('It refuses the login.')).toBeTruthy();
  // Those of sources count as well.
  const head = screen.getByRole('heading', { level: 1, name: 'Doctor' }).closest('header');
  expect(within(head as HTMLElement).getByRole('status').textContent).toMatch(/^1 error2 ok/);
  cleanup();
});

it('does not call a source well that is still to be asked, and says how many are', async () => {
  const body: DeploymentReport = {
    ...report(finding('store')),
    sources: [
      source('ARCHIVE'),
      source('SALES', { checkedAt: null }),
      source('PAUSED', { checkedAt: null, isPaused: true }),
    ],
  };
  openPage('/doctor', { '/api/v1/session': session('viewer'), '/api/v1/doctor': body });
  const sources = await screen.findByRole('region', { name: 'Sources' });
  expect(within(sources).getByText(/^1 of 3 is still to be asked/)).toBeTruthy();
  expect(within(sources).getByRole('link', { name: 'SALES' }).closest('li')?.textContent).toMatch(/It is asked soon/);
  const head = screen.getByRole('heading', { level: 1, name: 'Doctor' }).closest('header');
  expect(within(head as HTMLElement).getByRole('status').textContent).toMatch(/^2 ok1 not available1 checking/);
  cleanup();
});

it('keeps sources that are well out of the way of what is wrong when they are many', async () => {
  const well = Array.from({ length: 200 }, (_, place) => source(`WELL_${place}`));
  const warned = source('SALES', { finding: { level: 'warning', text: 'No pg_monitor.' } });
  openPage('/doctor', {
    '/api/v1/session': session('admin'),
    '/api/v1/doctor': { ...report(finding('store')), sources: [...well, warned] } satisfies DeploymentReport,
  });
  const summary = await screen.findByText('200 more, of which nothing wrong is known');
  expect(summary.closest('details')?.querySelectorAll('a')).toHaveLength(200);
  expect(screen.getByRole('link', { name: 'SALES' }).closest('details')).toBeNull();
  cleanup();
});

it('is one of the pages of a source: its name, its state and the way to the others stay, with the range', async () => {
  openPage('/sources/SALES/doctor?from=now-6h&to=now', {
    ...sales,
    '/api/v1/session': session('viewer'),
    [address]: report(known),
  });
  await itemOf('Aspect known');
  expect(screen.getByRole('heading', { level: 1, name: 'SALES' })).toBeTruthy();
  expect(screen.getByText('Up')).toBeTruthy();
  const tabs = screen.getByRole('navigation', { name: 'Pages of SALES' });
  expect(within(tabs).getByRole('link', { name: 'Doctor' }).getAttribute('aria-current')).toBe('page');
  const queries = within(tabs).getByRole('link', { name: 'Queries' });
  expect(queries.getAttribute('href')).toBe('/sources/SALES/queries?from=now-6h&to=now');
  cleanup();
});

it('is found at the address that it had before', async () => {
  openPage('/doctor/SALES', { ...sales, '/api/v1/session': session('viewer'), [address]: report(known) });
  await itemOf('Aspect known');
  expect(location.pathname).toBe('/sources/SALES/doctor');
  cleanup();
});
