import { expect, it } from '@jest/globals';
import {
  credentialKind,
  describePrice,
  hasCredentials,
  needsForkFollowFirst,
  readDatabaseFacts,
} from '../src/index.js';

const entry = (name: string, ...values: string[]) => ({ name, values });
const MB = 1024 ** 2;
const GB = 1024 ** 3;

it('reads what pg:info shows', () => {
  const facts = readDatabaseFacts([
    entry('Plan', 'Essential 0'),
    entry('Status', 'Available'),
    entry('PG Version', '17.6'),
    entry('Data Size', '9.2 MB / 1 GB'),
    entry('Connections', '6/20'),
    entry('HA Status', 'Temporarily Unavailable'),
    entry('Fork/Follow', 'Unsupported'),
  ]);
  expect(facts).toEqual({
    plan: 'Essential 0',
    status: 'Available',
    pgVersion: '17.6',
    haStatus: 'Temporarily Unavailable',
    forkFollow: 'Unsupported',
    connections: { used: 6, limit: 20 },
    storage: { usedBytes: Math.round(9.2 * MB), limitBytes: GB },
  });
});

it.each([
  ['7.9 MB / 64.00 GB (0.01%) (In compliance)', { usedBytes: Math.round(7.9 * MB), limitBytes: 64 * GB }],
  ['512 bytes / 1.5 TB', { usedBytes: 512, limitBytes: 1.5 * 1024 * GB }],
  ['8425 kB', { usedBytes: 8425 * 1024, limitBytes: undefined }],
  ['unknown', undefined],
  ['', undefined],
])('reads a data size of %j', (text, storage) => {
  expect(readDatabaseFacts([entry('Data Size', text)]).storage).toEqual(storage);
});

it('leaves out what a plan does not show', () => {
  const facts = readDatabaseFacts([entry('Connections'), entry('Tables', '4')]);
  expect(Object.values(facts).filter((fact) => fact !== undefined)).toEqual([]);
});

it.each([
  ['essential-0', 'none', false],
  ['heroku-postgresql:essential-2', 'none', false],
  ['heroku-postgresql:mini', 'none', false],
  ['basic', 'none', false],
  ['dev', 'none', false],
  ['hobby-dev', 'none', false],
  ['heroku-postgresql:standard-0', 'classic', false],
  ['premium-0', 'classic', true],
  ['heroku-postgresql:private-7', 'classic', true],
  ['shield-0', 'classic', true],
  ['advanced-4g', 'advanced', false],
])('knows how credentials are made on %s', (plan, kind, waits) => {
  expect(credentialKind(plan)).toBe(kind);
  expect(hasCredentials(plan)).toBe(kind === 'classic');
  expect(needsForkFollowFirst(plan)).toBe(waits);
});

it.each([
  [{ cents: 5_000, unit: 'month' }, '$50 a month'],
  [{ cents: 2_250, unit: 'month', contract: false }, '$22.50 a month'],
  [{ cents: 0, unit: 'month' }, 'free'],
  [{ cents: 0, unit: 'month', contract: true }, 'by contract'],
  [{ cents: 100, unit: 'hour', metered: true }, 'by usage'],
])('tells the price %j', (price, text) => {
  expect(describePrice(price)).toBe(text);
});
