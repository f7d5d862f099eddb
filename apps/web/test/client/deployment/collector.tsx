import { afterEach, expect, it } from '@jest/globals';
import { cleanup, fireEvent, screen, waitFor } from '@testing-library/react';
import type { CollectorDyno, MetricCost } from '../../../src/api/types.js';
import { openPage } from '../open-page.js';

afterEach(cleanup);

const dyno = (name: string, changes: Partial<CollectorDyno> = {}): CollectorDyno => ({
  ...{ dyno: name, version: '0.1.0', startedAt: '2026-11-22T10:00:00Z', seenAt: new Date().toISOString() },
  ...{ isAlive: true, sources: ['SALES'], bufferedFetches: 0, bufferedBytes: 0, spilledFetches: 0, spilledBytes: 0 },
  ...{ oldestWaitingSeconds: 0, latenessP99Ms: 4, eventLoopDelayP99Ms: 11, fetches: 1200, failures: 3, skipped: 0 },
  ...{ written: 1190, dropped: 0, refused: 0, rssBytes: 80_000_000, cpuSeconds: 12 },
  ...changes,
});
const cost: MetricCost = {
  ...{ source: null, metric: 'wal', isFailing: false, lastSuccessAt: null, lastDurationMs: null, lastRows: null },
  ...{ fetches: 10, failures: 0, skipped: 0, rows: 20, durationMs: 50 },
};
const none = {
  '/api/v1/collector/problems': { problems: [], nextCursor: null },
  '/api/v1/collector/costs': { costs: [], nextCursor: null },
};

it('shows dynos with their leases, what waits, what was lost and what is wrong', async () => {
  openPage('/collector', {
    ...none,
    '/api/v1/collector': {
      dynos: [
        dyno('collector.1'),
        dyno('collector.2', {
          ...{ bufferedFetches: 40, bufferedBytes: 2048, spilledFetches: 7, spilledBytes: 1024, skipped: 2 },
          ...{ oldestWaitingSeconds: 600, sources: Array.from({ length: 20 }, (_, i) => `S${i}`) },
        }),
      ],
      withoutLease: ['ORPHAN'],
      panels: [],
    },
  });
  const calm = (await screen.findByText('collector.1', { selector: 'strong' })).closest('tr');
  expect(calm?.textContent).toContain('nothing');
  const busy = screen.getByText('collector.2', { selector: 'strong' }).closest('tr');
  expect(busy?.textContent).toContain('40 in memory, 2 kB; 7 on its disk, 1 kB');
  expect(busy?.textContent).toContain('2 skipped');
  expect(busy?.textContent).toContain('The Collector DB has not taken samples for 10 min');
  expect(busy?.textContent).toContain('20 sources');
  expect(screen.getByText(/No dyno has the lease of/).textContent).toContain('ORPHAN');
});

it('says how to start a collector when none runs', async () => {
  openPage('/collector', { ...none, '/api/v1/collector': { dynos: [], withoutLease: [], panels: [] } });
  expect(await screen.findByText('heroku ps:scale collector=1')).toBeTruthy();
});

it('lists what is wrong with its hint, and what fetches cost by metric, source or both', async () => {
  const { requests } = openPage('/collector', {
    '/api/v1/collector': { dynos: [dyno('collector.1')], withoutLease: [], panels: [] },
    '/api/v1/collector/problems': {
      problems: [
        { source: 'SALES', metric: null, reason: 'Refused.', hint: 'Run `x`.', since: null, isPartial: false },
        { source: 'SALES', metric: 'wal', reason: 'Too many.', hint: null, since: null, isPartial: true },
      ],
      nextCursor: null,
    },
    '/api/v1/collector/costs': { costs: [cost], nextCursor: null },
  });
  expect((await screen.findByText('Refused.')).closest('tr')?.textContent).toBe('not knownSALESdownRefused.Run x.');
  expect(screen.getByText('Too many.').closest('tr')?.textContent).toContain('wal, in part');
  const all = await screen.findByText('50 ms');
  expect(all.closest('tr')?.textContent).toContain('5 ms');
  fireEvent.click(screen.getByRole('radio', { name: 'By source' }));
  await waitFor(() => expect(requests.some(({ path }) => path.includes('by=source'))).toBe(true));
  expect(location.search).toBe('?costs=source');
});
