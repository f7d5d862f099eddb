import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { GrafanaStatus } from '@pgwatch-heroku/grafana';
import type { TestDatabase } from '@pgwatch-heroku/testkit';
import { addViewer, signIn, signInAs, startApp, type TestApp } from './support/start-app.js';
import { createStore } from './support/store.js';

let status: GrafanaStatus = { state: 'ready', port: 1 };
const grafana = { status: () => status, viewersAllowed: false };

let database: TestDatabase;
let served: TestApp;
let agent: Awaited<ReturnType<typeof signIn>>;
beforeAll(async () => {
  database = await createStore();
  served = await startApp(database.superuserUrl, { grafana });
  agent = await signIn(served.app);
});
afterAll(async () => {
  await served.close();
  await database.drop();
});

const messages = async (path: string) => {
  const { body } = await agent.get(`/api/v1/${path}`);
  return (body.notices as { message: string }[]).map(({ message }) => message);
};

it('says on the fleet, the set-up and the settings that Grafana was ended for its size', async () => {
  status = { state: 'off', reason: 'Grafana was stopped: it took 480 MB.', hint: 'Restart.', isStopped: true };
  const message = `${status.reason} The charts of these pages go on.`;
  expect(await messages('sources')).toEqual([message]);
  expect(await messages('setup')).toContain(message);
  const { body } = await agent.get('/api/v1/settings');
  expect(body.grafana).toEqual({
    ...{ state: 'off', mayOpen: true },
    notices: [{ message, hint: 'Restart.' }],
  });
});

it('says that it does not come up, and nothing where there never was one or it just starts', async () => {
  status = { state: 'starting', reason: 'Grafana ended with code 1; next try in 4 s.' };
  expect(await messages('sources')).toEqual([expect.stringContaining('next try in 4 s. The charts')]);
  status = { state: 'starting' };
  expect(await messages('sources')).toEqual([]);
  status = { state: 'off', reason: 'Not here.', hint: 'Install it.' };
  expect(await messages('sources')).toEqual([]);
});

it('tells viewers whether they are let in', async () => {
  await addViewer(agent, 'looker', 'long-enough-password');
  const looker = await signInAs(served.app, 'looker', 'long-enough-password');
  expect((await looker.get('/api/v1/settings')).body.grafana.mayOpen).toBe(false);
  grafana.viewersAllowed = true;
  expect((await looker.get('/api/v1/settings')).body.grafana.mayOpen).toBe(true);
});
