import { expect, it } from '@jest/globals';
import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { describeEntry } from '../../../client/src/pages/settings/audit/describe-entry.js';
import { admin, settings as settingsOf, viewer } from '../fixtures.js';
import { failing, openPage } from '../open-page.js';

const settings = settingsOf();
const token = {
  ...{ id: 7, name: 'deploy', prefix: 'pgw_abc', role: 'viewer', createdAt: '2026-11-01T10:00:00.000Z' },
  ...{ createdBy: 'admin', expiresAt: null, lastUsedAt: null, revokedAt: null },
};

it('shows how much room is used and what is kept beside what was asked for', async () => {
  openPage('/settings', {
    ...{ '/api/v1/session': admin, '/api/v1/settings': settings },
  });
  expect(((await screen.findByRole('meter')) as HTMLMeterElement).value).toBeCloseTo(0.9);
  await screen.findByText('12 MB a day');
  const text = document.querySelector('main')?.textContent;
  for (const part of [
    '922 MB',
    '90 % of the room',
    '1 GB',
    '7 days',
    'PGWATCH2_RAW_DAYS=14',
    'level 2',
    'only core',
    'full in 83 days',
  ]) {
    expect(text).toContain(part);
  }
  expect(text).toContain('history is shortened now');
  cleanup();
});

it('gives viewers no way to what is for admins', async () => {
  openPage('/settings/tokens', { '/api/v1/session': viewer, '/api/v1/settings': settings });
  expect(await screen.findByText(/^You may look and change nothing/)).toBeTruthy();
  const tabs = within(screen.getByRole('navigation', { name: 'Settings' })).getAllByRole('link');
  expect(tabs.map(({ textContent }) => textContent)).toEqual(['History and room', 'Import and export']);
  cleanup();
});

it('shows a new token once, and revokes one after its name was typed', async () => {
  const { requests } = openPage('/settings/tokens', {
    ...{ '/api/v1/session': admin, '/api/v1/settings': settings, '/api/v1/settings/tokens': { tokens: [token] } },
    'POST /api/v1/settings/tokens': { token: 'pgw_secret', info: { ...token, name: 'backup' } },
    'DELETE /api/v1/settings/tokens/7': { status: 204, body: undefined },
  });
  fireEvent.change(await screen.findByLabelText('What it is for'), { target: { value: 'backup' } });
  fireEvent.change(screen.getByLabelText('It ends'), { target: { value: '' } });
  fireEvent.click(screen.getByRole('button', { name: 'Create token' }));
  expect(await screen.findByText('pgw_secret')).toBeTruthy();
  expect(requests.find(({ method }) => method === 'POST')?.body).toEqual({
    ...{ name: 'backup', role: 'viewer', expiresInDays: null },
  });
  fireEvent.click(screen.getByRole('button', { name: 'I have it' }));
  await waitFor(() => expect(screen.queryByText('pgw_secret')).toBeNull());
  fireEvent.click(screen.getByRole('button', { name: 'Revoke deploy' }));
  const dialog = await screen.findByRole('dialog');
  fireEvent.change(within(dialog).getByRole('textbox'), { target: { value: 'deploy' } });
  fireEvent.click(within(dialog).getByRole('button', { name: 'Revoke' }));
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  expect(requests.find(({ method }) => method === 'DELETE')?.path).toBe('/api/v1/settings/tokens/7');
  cleanup();
});

it('changes the password only when both new ones agree, and says when the current one is wrong', async () => {
  const { requests } = openPage('/settings/access', {
    ...{ '/api/v1/session': admin, '/api/v1/settings': settings, '/api/v1/settings/viewers': { viewers: [] } },
    'PUT /api/v1/settings/password': failing(403, 'The current password is another one', undefined, 'wrong-password'),
  });
  const type = (label: string, value: string) =>
    fireEvent.change(screen.getByLabelText(label, { selector: 'input' }), { target: { value } });
  await screen.findByLabelText('Current password', { selector: 'input' });
  type('Current password', 'old');
  type('New password', 'a-long-new-one');
  type('New password again', 'a-long-new-two');
  fireEvent.click(screen.getByRole('button', { name: 'Change password' }));
  expect(await screen.findByText('The two are not the same.')).toBeTruthy();
  expect(requests.filter(({ method }) => method === 'PUT')).toEqual([]);
  type('New password again', 'a-long-new-one');
  fireEvent.click(screen.getByRole('button', { name: 'Change password' }));
  expect(await screen.findByText(/The current password is another one/)).toBeTruthy();
  cleanup();
});

it('imports only what was shown before, and nothing where something stands in the way', async () => {
  const result = { changes: ['preset tiny added'], unchangedCount: 2, problems: [], notes: [] };
  // The address that it had before.
  const { answers, requests } = openPage('/catalogue/transfer', {
    ...{ '/api/v1/session': admin, '/api/v1/settings': settings, '/api/v1/import': result },
  });
  fireEvent.change(await screen.findByLabelText('YAML'), { target: { value: 'presets: {}' } });
  const button = screen.getByRole('button', { name: 'Import' }) as HTMLButtonElement;
  expect(button.disabled).toBe(true);
  fireEvent.click(screen.getByRole('button', { name: 'Show what would change' }));
  await waitFor(() => expect(button.disabled).toBe(false));
  fireEvent.change(screen.getByLabelText('YAML'), { target: { value: 'presets: {a: 1}' } });
  expect(button.disabled).toBe(true);
  answers['/api/v1/import'] = { ...result, changes: [], problems: [{ line: 3, message: 'is no YAML' }] };
  fireEvent.click(screen.getByRole('button', { name: 'Show what would change' }));
  expect(await screen.findByText('Line 3: is no YAML')).toBeTruthy();
  expect(button.disabled).toBe(true);
  answers['/api/v1/import'] = result;
  fireEvent.click(screen.getByRole('button', { name: 'Show what would change' }));
  await waitFor(() => expect(button.disabled).toBe(false));
  fireEvent.click(button);
  expect(await screen.findByText(/^Imported, 2 were here already/)).toBeTruthy();
  expect(location.pathname).toBe('/settings/transfer');
  expect(requests.filter(({ path }) => path === '/api/v1/import').map(({ body }) => body)).toEqual([
    { yaml: 'presets: {}', dryRun: true },
    { yaml: 'presets: {a: 1}', dryRun: true },
    { yaml: 'presets: {a: 1}', dryRun: true },
    { yaml: 'presets: {a: 1}', dryRun: false },
  ]);
  cleanup();
});

it('says of each field what it was and what it became', () => {
  expect(describeEntry({ before: { group: null, tags: { a: 'b' } }, after: { group: 'shop' } })).toEqual([
    { field: 'group', before: 'none', after: 'shop' },
    { field: 'tags', before: '{"a":"b"}', after: null },
  ]);
});
