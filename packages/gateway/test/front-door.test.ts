import { expect, it } from '@jest/globals';
import request from 'supertest';
import { FrontDoor } from '../src/server/front-door.js';

it('answers from the first moment, and hands over to the app', async () => {
  const door = new FrontDoor();
  expect((await request(door.listener).get('/healthz')).body).toEqual({ status: 'ok' });
  const early = await request(door.listener).get('/setup');
  expect(early.status).toBe(503);
  expect(early.headers).toMatchObject({ 'retry-after': '1', refresh: '1', 'cache-control': 'no-store' });
  door.open((_request, response) => response.end('the app'));
  expect((await request(door.listener).get('/setup')).text).toBe('the app');
});
