import { expect, it } from '@jest/globals';
import { signIn, startApp } from './support/start-app.js';
import { createStore } from './support/store.js';

it('says that the store is away, for people and for programs', async () => {
  const database = await createStore();
  const served = startApp(database.superuserUrl);
  const agent = await signIn(served.app);
  await database.drop();
  const api = await agent.get('/api/v1/sources');
  expect(api.status).toBe(503);
  expect(api.headers['retry-after']).toBe('5');
  expect(api.body.error).toMatchObject({ code: 'unavailable', hint: expect.any(String) });
  const page = await agent.get('/').set('Accept', 'text/html');
  expect(page.status).toBe(503);
  expect(page.text).toContain('Collector DB');
  for (const text of [api.text, page.text]) expect(text).not.toContain(database.name);
  expect((await agent.get('/healthz')).status).toBe(200);
  await served.close();
});
