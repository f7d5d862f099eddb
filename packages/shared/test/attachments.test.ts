import { expect, it } from '@jest/globals';
import { discoverAttachments } from '../src/index.js';

const url = (database: string, host = 'db.example') => `postgres://u:p@${host}:5432/${database}`;

it('finds monitored databases by their attachment name and keeps the name as alias', () => {
  const found = discoverAttachments({ PGWATCH2_MONITOREDDB_SALES_URL: url('sales'), PATH: '/bin' });
  expect(found).toEqual([
    { variable: 'PGWATCH2_MONITOREDDB_SALES_URL', alias: 'SALES', url: url('sales'), monitored: true, sameAs: [] },
  ]);
});

it('takes the sample database last, so that a credential made for monitoring wins over it', () => {
  const found = discoverAttachments({
    MONITOREDDB_URL: 'postgres://owner:p@db.example/sample',
    PGWATCH2_MONITOREDDB_MYTARGETDB_URL: 'postgres://pgwatch2:q@db.example:5432/sample',
  });
  expect(found).toHaveLength(1);
  expect(found[0]).toMatchObject({ alias: 'MYTARGETDB', sameAs: ['MONITOREDDB_URL'] });
});

it('leaves out connection poolers and everything that is not a PostgreSQL URL', () => {
  expect(
    discoverAttachments({
      PGWATCH2_MONITOREDDB_SALES_CONNECTION_POOL_URL: url('sales'),
      PGWATCH2_MONITOREDDB_SALES_BASTIONS: '10.0.0.1',
      REDIS_URL: 'redis://u:p@h',
      SITE_URL: 'https://example.com',
    }),
  ).toEqual([]);
});

it('lists other attached databases as not monitored, each under its own name', () => {
  const found = discoverAttachments({ DATABASE_URL: url('a'), HEROKU_POSTGRESQL_BLUE_URL: url('a') });
  expect(found.map(({ alias, monitored }) => [alias, monitored])).toEqual([
    ['DATABASE', false],
    ['HEROKU_POSTGRESQL_BLUE', false],
  ]);
});

it('keeps two databases of one server apart', () => {
  expect(
    discoverAttachments({ PGWATCH2_MONITOREDDB_A_URL: url('a'), PGWATCH2_MONITOREDDB_B_URL: url('b') }),
  ).toHaveLength(2);
});

it('gives the sample another name where an attachment has its own, so that each source has a name of its own', () => {
  const aliases = (env: Record<string, string>) =>
    discoverAttachments(env).map(({ variable, alias }) => [variable, alias]);
  const both = { MONITOREDDB_URL: url('sample'), PGWATCH2_MONITOREDDB_MONITOREDDB_URL: url('other') };
  expect(aliases(both)).toEqual([
    ['PGWATCH2_MONITOREDDB_MONITOREDDB_URL', 'MONITOREDDB'],
    ['MONITOREDDB_URL', 'MONITOREDDB_SAMPLE'],
  ]);
  expect(aliases({ ...both, PGWATCH2_MONITOREDDB_MONITOREDDB_SAMPLE_URL: url('third') }).at(-1)).toEqual([
    'MONITOREDDB_URL',
    'MONITOREDDB_SAMPLE_SAMPLE',
  ]);
  expect(aliases({ MONITOREDDB_URL: url('sample') })).toEqual([['MONITOREDDB_URL', 'MONITOREDDB']]);
});
