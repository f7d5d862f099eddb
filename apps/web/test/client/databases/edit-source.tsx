import { expect, it, jest } from '@jest/globals';
import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { admin, sourceSettings, viewer } from '../fixtures.js';
import { failing, openPage } from '../open-page.js';

const path = '/api/v1/sources/SALES';
const presets = {
  presets: [{ definition: { name: 'heroku_postgres', description: 'All.', metrics: { locks: 60 } }, sources: [] }],
};
const answersOf = (settings = sourceSettings('SALES')) => ({
  ...{ '/api/v1/session': admin, [`${path}/settings`]: settings, '/api/v1/presets': presets },
  '/api/v1/metrics': { metrics: [{ name: 'locks' }, { name: 'wal' }] },
});

async function type(label: string, value: string) {
  fireEvent.change(await screen.findByLabelText(label), { target: { value } });
}

it('sends only what was changed, with the version that it was changed from', async () => {
  const { requests } = openPage('/edit-source/SALES', {
    ...answersOf(),
    [`PATCH ${path}`]: sourceSettings('SALES', { group: 'shop', customMetrics: { locks: 30 }, version: 'version-2' }),
  });
  await type('Group', 'shop');
  fireEvent.click(screen.getByRole('button', { name: 'Add metric' }));
  await screen.findByRole('option', { name: 'wal' });
  await type('Metric 1', 'locks');
  expect(screen.getByText('Preset: 60 s')).toBeTruthy();
  await type('Seconds of locks', '30');
  fireEvent.click(screen.getByRole('button', { name: 'Save' }));
  expect(await screen.findByText(/^Saved/)).toBeTruthy();
  expect(requests.find(({ method }) => method === 'PATCH')?.body).toEqual({
    version: 'version-1',
    settings: { group: 'shop', customMetrics: { locks: 30 } },
  });
  cleanup();
});

it('refuses by the rules of the API what cannot be stored, and sends nothing', async () => {
  const { requests } = openPage('/edit-source/SALES', answersOf());
  fireEvent.click(await screen.findByRole('button', { name: 'Add metric' }));
  await screen.findByRole('option', { name: 'wal' });
  await type('Metric 1', 'wal');
  await type('Seconds of wal', '604801');
  fireEvent.click(screen.getByRole('button', { name: 'Add tag' }));
  await type('Value of tag 1', 'a value without a name');
  fireEvent.click(screen.getByRole('button', { name: 'Save' }));
  const alerts = (await screen.findAllByRole('alert')).map(({ textContent }) => textContent);
  expect(alerts).toEqual(['These need a name each.', 'wal has to be 604800 or less, a week.']);
  expect(requests.filter(({ method }) => method === 'PATCH')).toEqual([]);
  cleanup();
});

it('tells the second of two admins what the first one changed, and lets them choose', async () => {
  const { answers, requests } = openPage('/edit-source/SALES', {
    ...answersOf(),
    [`PATCH ${path}`]: failing(409, 'SALES was changed meanwhile by admin at 10:00', undefined, 'edit-conflict'),
  });
  await type('Group', 'mine');
  answers[`${path}/settings`] = sourceSettings('SALES', { group: 'theirs', isEnabled: false, version: 'version-2' });
  fireEvent.click(screen.getByRole('button', { name: 'Save' }));
  const changes = await screen.findByRole('list', { name: 'What was changed meanwhile' });
  expect(
    within(changes)
      .getAllByRole('listitem')
      .map(({ textContent }) => textContent),
  ).toEqual(['Enabled: yes → no', 'Group: none → theirs']);
  expect((screen.getByLabelText('Group') as HTMLInputElement).value).toBe('mine');
  answers[`PATCH ${path}`] = sourceSettings('SALES', { group: 'mine', isEnabled: false, version: 'version-3' });
  fireEvent.click(screen.getByRole('button', { name: 'Save mine over it' }));
  expect(await screen.findByText(/^Saved/)).toBeTruthy();
  // What only the other one changed stays theirs.
  expect(requests.findLast(({ method }) => method === 'PATCH')?.body).toEqual({
    ...{ version: 'version-2', settings: { group: 'mine' } },
  });
  expect((screen.getByRole('switch', { name: /Enabled/ }) as HTMLInputElement).checked).toBe(false);
  cleanup();
});

it('keeps what was typed when the session ends, and saves it after the next sign-in', async () => {
  const { answers, leave } = openPage('/edit-source/SALES', answersOf());
  await type('Group', 'typed');
  answers['/api/v1/session'] = failing(401, 'Sign in first.');
  fireEvent.click(screen.getByRole('button', { name: 'Save' }));
  expect(await screen.findByText(/^Your session has ended, and nothing was saved/)).toBeTruthy();
  expect(leave).not.toHaveBeenCalled();
  answers['/api/v1/session'] = admin;
  answers[`PATCH ${path}`] = sourceSettings('SALES', { group: 'typed', version: 'version-2' });
  fireEvent.click(screen.getByRole('button', { name: 'Save' }));
  expect(await screen.findByText(/^Saved/)).toBeTruthy();
  expect(screen.queryByText(/^Your session has ended, and/)).toBeNull();
  cleanup();
});

it('asks before another page is opened while something is not saved', async () => {
  const ask = jest.spyOn(window, 'confirm').mockReturnValue(false);
  openPage('/edit-source/SALES', {
    ...answersOf(),
    '/api/v1/sources': { sources: [], attachedNotMonitored: [], notices: [] },
  });
  await type('Group', 'typed');
  fireEvent.click(screen.getByRole('link', { name: 'All sources' }));
  expect(location.pathname).toBe('/edit-source/SALES');
  ask.mockReturnValue(true);
  fireEvent.click(screen.getByRole('link', { name: 'All sources' }));
  await waitFor(() => expect(location.pathname).toBe('/sources'));
  ask.mockRestore();
  cleanup();
});

it('says how to detach what Heroku attaches, and deletes nothing without the typed name', async () => {
  openPage('/edit-source/SALES', answersOf());
  expect(await screen.findByText('heroku addons:detach PGWATCH2_MONITOREDDB_SALES')).toBeTruthy();
  expect(screen.queryByRole('button', { name: 'Delete SALES' })).toBeNull();
  cleanup();
  const { requests } = openPage('/edit-source/SALES', {
    ...answersOf(sourceSettings('SALES', { variable: null, isAttached: false })),
    [`DELETE ${path}`]: { status: 204, body: undefined },
    '/api/v1/sources': { sources: [], attachedNotMonitored: [], notices: [] },
  });
  fireEvent.click(await screen.findByRole('button', { name: 'Delete SALES' }));
  const dialog = await screen.findByRole('dialog');
  const confirm = within(dialog).getByRole('button', { name: 'Delete' }) as HTMLButtonElement;
  expect(confirm.disabled).toBe(true);
  fireEvent.click(within(dialog).getByLabelText(/^Remove its history/));
  fireEvent.change(within(dialog).getByRole('textbox'), { target: { value: 'SALES' } });
  fireEvent.click(confirm);
  await waitFor(() => expect(location.pathname).toBe('/sources'));
  expect(requests.find(({ method }) => method === 'DELETE')?.path).toBe(`${path}?data=remove`);
  cleanup();
});

it('shows viewers the settings, locked', async () => {
  openPage('/edit-source/SALES', { ...answersOf(), '/api/v1/session': viewer });
  expect(((await screen.findByLabelText('Group')) as HTMLInputElement).disabled).toBe(true);
  for (const name of ['Save', 'Test connection']) expect(screen.queryByRole('button', { name })).toBeNull();
  cleanup();
});
