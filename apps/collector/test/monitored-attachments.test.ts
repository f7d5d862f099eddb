import { expect, it } from '@jest/globals';
import { monitoredAttachments } from '../src/discover/monitored-attachments.js';

it('finds the sample and the named databases, and neither the store nor a pooler', () => {
  const found = monitoredAttachments({
    DATABASE_URL: 'postgres://u:p@h/store',
    MONITOREDDB_URL: 'postgres://u:p@h/sample',
    PGWATCH2_MONITOREDDB_SALES_URL: 'postgres://u:p@h/sales',
    PGWATCH2_MONITOREDDB_SALES_CONNECTION_POOL_URL: 'postgres://u:p@h/pool',
  });
  expect(found.map(({ alias }) => alias)).toEqual(['SALES', 'MONITOREDDB']);
});

it('keeps a variable that holds no usable URL, so that its source can say so', () => {
  const found = monitoredAttachments({ PGWATCH2_MONITOREDDB_SALES_URL: 'not a url', MONITOREDDB_URL: '' });
  expect(found.map(({ alias, variable }) => [alias, variable])).toEqual([['SALES', 'PGWATCH2_MONITOREDDB_SALES_URL']]);
});

it.each(['postgres://u:p@h/other', 'not a url'])('never gives two sources one name, with the other at %s', (other) => {
  const found = monitoredAttachments({
    MONITOREDDB_URL: 'postgres://u:p@h/sample',
    PGWATCH2_MONITOREDDB_MONITOREDDB_URL: other,
  });
  expect(found.map(({ alias }) => alias).sort()).toEqual(['MONITOREDDB', 'MONITOREDDB_SAMPLE']);
});
