import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { TestDatabase } from '@pgwatch-heroku/testkit';
import { signIn, startApp, type TestApp } from './support/start-app.js';
import { createStore } from './support/store.js';

let database: TestDatabase;
let served: TestApp;
let agent: Awaited<ReturnType<typeof signIn>>;

beforeAll(async () => {
  database = await createStore();
  served = await startApp(database.superuserUrl, { hasOwnCredential: true });
  agent = await signIn(served.app);
});
afterAll(async () => {
  await served.close();
  await database.drop();
});

it('shows an empty fleet', async () => {
  expect((await agent.get('/api/v1/sources')).body.sources).toEqual([]);
});

it('tells what to attach', async () => {
  const { body } = await agent.get('/api/v1/setup');
  expect(body.done).toBe(false);
  expect(body.notices).toEqual([]);
  const states = Object.fromEntries(body.steps.map((step: { id: string; state: string }) => [step.id, step.state]));
  expect(states).toEqual({
    store: 'done',
    schema: 'done',
    sources: 'warning',
    collector: 'running',
    connection: 'waiting',
    'first-sample': 'waiting',
  });
  expect(body.next.commands.join()).toContain('PGWATCH2_MONITOREDDB_');
});
