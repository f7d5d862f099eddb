import { getEventListeners } from 'node:events';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { type FakeHeroku, failureOf, quickTiming, startFakeHeroku } from './support/fake-heroku.js';

let heroku: FakeHeroku;
beforeAll(async () => {
  heroku = await startFakeHeroku();
});
afterAll(() => heroku.close());

const timing = { ...quickTiming, requestTimeoutMs: 100, patienceMs: 1_000 };

it('ends a call that a server never answers, after it has tried again', async () => {
  heroku.reply(() => undefined);
  const error = await failureOf(heroku.client({ timing }).apps.get('sales'));
  expect(error).toMatchObject({ code: 'unavailable', kind: 'no-answer', carriedOut: 'unknown' });
  expect(error.message).toBe('Cannot see app sales: no answer within 0.1 s (GET /apps/sales)');
  expect(heroku.asked.length).toBeGreaterThan(1);
});

it('ends a call whose answer begins and never ends', async () => {
  heroku.reply((res) => {
    res.writeHead(200, { 'content-type': 'application/json' });
    res.write('{"name":');
  });
  const error = await failureOf(heroku.client({ timing }).apps.get('sales'));
  expect(error.message).toContain('no answer within 0.1 s');
});

it('ends a POST at its deadline without sending it again', async () => {
  heroku.reply(() => undefined);
  const error = await failureOf(heroku.client({ timing }).apps.create({ name: 'sales' }));
  expect(error).toMatchObject({ kind: 'no-answer', carriedOut: 'unknown' });
  expect(heroku.asked).toHaveLength(1);
});

it('ends with the reason of the signal: before a call, during it, and while it waits to ask again', async () => {
  const reason = new Error('shutting down');
  heroku.reply({ status: 200, body: {} });
  expect(await failureOf(heroku.client({ signal: AbortSignal.abort(reason) }).apps.get('sales'))).toBe(reason);
  expect(heroku.asked).toHaveLength(0);

  const during = new AbortController();
  heroku.reply(() => during.abort(reason));
  expect(await failureOf(heroku.client({ signal: during.signal }).apps.get('sales'))).toBe(reason);

  const between = new AbortController();
  heroku.reply({ status: 429, headers: { 'retry-after': '60' } });
  const log = { debug: () => undefined, warn: () => setImmediate(() => between.abort(reason)) };
  const patient = { ...quickTiming, patienceMs: 300_000 };
  const call = heroku.client({ signal: between.signal, timing: patient, log: log as never }).apps.get('sales');
  expect(await failureOf(call)).toBe(reason);
});

it('leaves nothing behind on a signal that outlives the client', async () => {
  const { signal } = new AbortController();
  heroku.reply({ status: 503 }, { body: { id: 'u', email: 'a@example.com', verified: true } });
  await heroku.client({ signal }).account.get();
  expect(getEventListeners(signal, 'abort')).toEqual([]);
});
