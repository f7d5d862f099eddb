import { expect, it } from '@jest/globals';
import { StorageWatch } from '../src/addons/storage-watch.js';
import { LogHub } from '../src/logs/log-hub.js';

const gigabyte = 1024 ** 3;

it('says once that a database is larger than its plan, and again when it was below in between', async () => {
  const logs = new LogHub();
  const createdAt = new Date().toISOString();
  const identity = { database: 'd', role: 'u', password: 'p' };
  const made = { appId: 'a', state: 'provisioned' as const, provisionedAt: createdAt, server: null, credentials: [] };
  let sizeBytes = gigabyte;
  const watch = new StorageWatch({
    addons: () => [
      { id: '1', name: 'postgresql-a-1', plan: 'heroku-postgresql:essential-0', createdAt, ...identity, ...made },
    ],
    attachments: () => [{ id: '2', name: 'DATABASE', addonId: '1', appId: 'a', namespace: null }],
    sizeBytes: () => Promise.resolve(sizeBytes),
    logs,
  });
  const after = async (size: number) => {
    sizeBytes = size;
    await watch.look();
    return logs.recent().map(({ process, text }) => `${process}: ${text}`);
  };
  expect(await after(gigabyte)).toEqual([]);
  expect(await after(1.25 * gigabyte)).toEqual([
    'heroku-postgres: Error: DATABASE holds 1.25 GB, more than the 1 GB of its plan essential-0; Heroku would name a date from which on it may only be read and deleted from',
  ]);
  expect(await after(2 * gigabyte)).toHaveLength(1);
  await after(gigabyte);
  expect(await after(2 * gigabyte)).toHaveLength(2);
});
