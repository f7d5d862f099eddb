import { expect, it } from '@jest/globals';
import { cleanup, screen, within } from '@testing-library/react';
import { setup } from '../fixtures.js';
import { openPage } from '../open-page.js';

it('shows each step with its state, its hint, the notices and the next thing to do', async () => {
  openPage('/setup', { '/api/v1/setup': setup() });
  const steps = within(await screen.findByRole('list', { name: 'Steps' })).getAllByRole('listitem');
  const states = steps.map((step) => within(step).getByRole('img').getAttribute('aria-label'));
  expect(states).toEqual(['Done', 'Warning', 'Done', 'Running', 'Failed', 'Waiting']);
  expect(steps[4]?.textContent).toContain('Check the password.');
  expect(screen.getByText('No credential of its own.')).toBeTruthy();
  expect(screen.getByText('Choose a Standard plan.')).toBeTruthy();
  expect(screen.getByText('heroku ps')).toBeTruthy();
  cleanup();
});

it('asks again until samples arrive, then leads to the database', async () => {
  const { answers } = openPage('/setup', { '/api/v1/setup': setup() });
  expect(await screen.findByRole('heading', { level: 1, name: 'Setting up' })).toBeTruthy();
  answers['/api/v1/setup'] = setup({
    done: true,
    steps: setup().steps.filter(({ state }) => state === 'done'),
    next: { title: 'Look at it', detail: 'Charts fill up.', href: '/sources/SALES' },
  });
  expect(await screen.findByRole('heading', { name: 'Everything is in place' })).toBeTruthy();
  expect(screen.getByRole('link', { name: 'Open SALES' }).getAttribute('href')).toBe('/sources/SALES');
  cleanup();
});

it('does not call everything in place while a step needs a look', async () => {
  openPage('/setup', { '/api/v1/setup': setup({ done: true }) });
  expect(await screen.findByRole('heading', { level: 1, name: 'Samples are arriving' })).toBeTruthy();
  cleanup();
});
