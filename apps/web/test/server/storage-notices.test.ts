import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Client } from '@pgwatch-heroku/shared';
import type { TestDatabase } from '@pgwatch-heroku/testkit';
import type { Settings, SetupStatus, SourcesResponse } from '../../src/api/types.js';
import { enoughRoomSql, insertStorageSql, shortenHistorySql } from './sql/sources.js';
import { signIn, startApp, type TestApp } from './support/start-app.js';
import { createStore, open } from './support/store.js';

let database: TestDatabase;
let client: Client;
let served: TestApp;
let agent: Awaited<ReturnType<typeof signIn>>;
beforeAll(async () => {
  database = await createStore();
  client = await open(database.superuserUrl);
  served = await startApp(database.superuserUrl);
  agent = await signIn(served.app);
});
afterAll(async () => {
  await served.close();
  await client.end();
  await database.drop();
});

/** What the fleet page says, which the set-up page has to say as well. */
async function said(): Promise<SourcesResponse['notices']> {
  const { notices } = (await agent.get('/api/v1/sources')).body as SourcesResponse;
  const setup = (await agent.get('/api/v1/setup')).body as SetupStatus;
  expect(setup.notices).toEqual(expect.arrayContaining(notices));
  return notices;
}

it('says nothing before a collector has looked at the store', async () => {
  expect(await said()).toEqual([]);
  const { storage } = (await agent.get('/api/v1/settings')).body as Settings;
  expect([storage.growthBytesPerDay, storage.fullInDays, storage.shortenedInDays]).toEqual([null, null, null]);
});

it('says at 95 % that only core metrics are stored, and what makes more room', async () => {
  await client.query(insertStorageSql);
  expect(await said()).toEqual([
    {
      message: expect.stringMatching(
        /has 900 of 1000 MB \(as PGWATCH2_STORAGE_MB says\); 31 MB come a day; only core metrics are stored.*; history is shortened/,
      ),
      hint: expect.stringContaining('PGWATCH2_STORAGE_MB'),
    },
  ]);
});

it('says in the settings how long the room lasts at the pace that was measured', async () => {
  const { storage } = (await agent.get('/api/v1/settings')).body as Settings;
  expect(storage.growthBytesPerDay).toBe(31 * 1024 * 1024);
  expect(storage.fullInDays).toBeCloseTo(100 / 31);
  expect(storage.shortenedInDays).toBe(0);
});

it('says at 85 % how far history is shortened', async () => {
  await client.query(shortenHistorySql);
  const [notice] = await said();
  expect(notice?.message).toContain('history is shortened: every fetch for 7 days');
  expect(notice?.message).toContain('up to 100 days');
  expect(notice?.message).not.toContain('core');
});

it('says nothing any more when there is room', async () => {
  await client.query(enoughRoomSql);
  expect(await said()).toEqual([]);
});
