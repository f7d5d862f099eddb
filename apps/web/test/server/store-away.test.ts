import { expect, it } from '@jest/globals';
import request from 'supertest';
import { signIn, startApp } from './support/start-app.js';
import { createStore } from './support/store.js';

it('says that the store is away, for people and for programs', async () => {
  const database = await createStore();
  const served = await startApp(database.superuserUrl);
  const agent = await signIn(served.app);
  await database.drop();
  const api = await agent.get('/api/v1/sources');
  expect(api.status).toBe(503);
  expect(api.headers['retry-after']).toBe('5');
  expect(api.body).toMatchObject({ code: 'unavailable', hint: expect.any(String) });
  const page = await request(served.app).post('/signin').set('Accept', 'text/html').set('Cookie', 'pgwatch-loopback=x');
  for (const text of [api.text, page.text]) expect(text).not.toContain(database.name);
  expect((await agent.get('/healthz')).status).toBe(200);
  await served.close();
});

it('knows who is signed in while the store is away, so that pages can say so', async () => {
  const database = await createStore();
  const served = await startApp(database.superuserUrl);
  const agent = await signIn(served.app);
  expect((await agent.get('/api/v1/sources')).status).toBe(200);
  await database.drop();
  for (let round = 0; round < 3; round++) {
    const api = await agent.get('/api/v1/sources');
    expect([api.status, api.body.code]).toEqual([503, 'unavailable']);
    expect((await agent.get('/api/v1/session')).body.user).toBe('admin');
    const page = await agent.get('/').set('Accept', 'text/html');
    expect([page.status, page.text]).toEqual([200, expect.stringContaining('id="root"')]);
  }
  // Nobody is let in who was not before.
  const stranger = await request(served.app).get('/api/v1/session');
  expect(stranger.status).toBe(401);
  await served.close();
});
