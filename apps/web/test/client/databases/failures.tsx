import { expect, it } from '@jest/globals';
import { cleanup, fireEvent, screen, waitFor } from '@testing-library/react';
import { source } from '../fixtures.js';
import { failing, openPage } from '../open-page.js';

it('says what went wrong and what to do, and loads when tried again', async () => {
  const { answers } = openPage('/', { '/api/v1/sources': failing(409, 'The store is older.', 'Run `heroku run x`.') });
  const alert = await screen.findByRole('alert');
  expect(alert.textContent).toContain('The fleet could not be loaded. The store is older.');
  expect(alert.textContent).toContain('Run heroku run x.');
  answers['/api/v1/sources'] = { sources: [source('SALES')], attachedNotMonitored: [], notices: [] };
  fireEvent.click(screen.getByRole('button', { name: 'Try again' }));
  expect(await screen.findByRole('link', { name: 'SALES' })).toBeTruthy();
  expect(screen.queryByRole('alert')).toBeNull();
  cleanup();
});

it('goes to the sign-in page and remembers where it was when the session has ended', async () => {
  const { leave } = openPage('/sources/SALES?from=now-6h&to=now', {
    '/api/v1/sources/SALES': failing(401, 'Sign in first.'),
  });
  await waitFor(() => expect(leave).toHaveBeenCalledWith('/signin?next=%2Fsources%2FSALES%3Ffrom%3Dnow-6h%26to%3Dnow'));
  cleanup();
});

it('signs out with the token of the session', async () => {
  const { leave, requests } = openPage('/', {
    '/api/v1/sources': { sources: [], attachedNotMonitored: [], notices: [] },
    '/api/v1/session': { user: 'admin', role: 'admin', via: 'session', csrfToken: 'token-1' },
    '/signout': {},
  });
  fireEvent.click(screen.getByRole('button', { name: 'Sign out' }));
  await waitFor(() => expect(leave).toHaveBeenCalledWith('/signin'));
  const request = requests.find(({ path }) => path === '/signout');
  expect(request?.method).toBe('POST');
  expect(request?.headers['X-CSRF-Token']).toBe('token-1');
  cleanup();
});

it('keeps the page and says so when signing out fails', async () => {
  const { leave } = openPage('/', {
    '/api/v1/sources': { sources: [], attachedNotMonitored: [], notices: [] },
    '/api/v1/session': { user: 'admin', role: 'admin', via: 'session', csrfToken: 'token-1' },
    '/signout': failing(403, 'The token is wrong.'),
  });
  fireEvent.click(screen.getByRole('button', { name: 'Sign out' }));
  expect(await screen.findByRole('button', { name: /Not signed out: The token is wrong/ })).toBeTruthy();
  expect(leave).not.toHaveBeenCalled();
  cleanup();
});
