import { afterEach, expect, it } from '@jest/globals';
import { cleanup, fireEvent, screen } from '@testing-library/react';
import { admin, metricSummary, storedPreset } from '../catalogue-fixtures.js';
import { failing, openPage } from '../open-page.js';

afterEach(cleanup);

const metrics = { '/api/v1/metrics': { metrics: [metricSummary('wal'), metricSummary('locks')] } };
const mine = storedPreset('mine', { wal: 60 }, { origin: 'user', sources: ['SALES'] });
const preset = {
  ...{ ...admin, ...metrics, '/api/v1/presets/mine': mine },
  '/api/v1/presets/mine/revisions': { revisions: [], nextCursor: null },
};

it('lists presets with how much they ask and who has them', async () => {
  openPage('/catalogue/presets', { ...admin, '/api/v1/presets': { presets: [mine] } });
  const row = (await screen.findByRole('link', { name: 'mine' })).closest('tr');
  expect(row?.textContent).toBe('mineFor mine.11 a minuteSALESyours');
});

it('changes intervals, adds a metric and takes one away', async () => {
  const { requests, answers } = openPage('/catalogue/presets/mine', preset);
  fireEvent.click(await screen.findByRole('button', { name: 'Edit' }));
  fireEvent.click(await screen.findByRole('button', { name: 'Add locks' }));
  fireEvent.change(screen.getByRole('spinbutton', { name: 'Seconds between two fetches of locks' }), {
    target: { value: '30' },
  });
  fireEvent.click(screen.getByRole('button', { name: 'Remove wal' }));
  answers['PUT /api/v1/presets/mine'] = storedPreset('mine', { locks: 30 }, { version: '2' });
  fireEvent.click(screen.getByRole('button', { name: 'Save' }));
  expect(await screen.findByText('30 s')).toBeTruthy();
  const definition = { ...mine.definition, metrics: { locks: 30 } };
  expect(requests.find(({ method }) => method === 'PUT')?.body).toEqual({ version: '1', definition });
});

it('asks before it deletes, and says why it could not', async () => {
  openPage('/catalogue/presets/mine', {
    ...preset,
    'DELETE /api/v1/presets/mine': failing(409, 'SALES has it', 'Give it another preset.', 'in-use'),
  });
  fireEvent.click(await screen.findByRole('button', { name: 'Delete' }));
  fireEvent.click(screen.getByRole('button', { name: 'Delete mine' }));
  expect(await screen.findByText('Give it another preset.')).toBeTruthy();
  expect(location.pathname).toBe('/catalogue/presets/mine');
});
