import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { createHerokuClient } from '../src/index.js';
import * as answers from './support/answers.js';
import { apiKey, type FakeHeroku, failureOf, quickTiming, type Reply, startFakeHeroku } from './support/fake-heroku.js';

let heroku: FakeHeroku;
beforeAll(async () => {
  heroku = await startFakeHeroku();
});
afterAll(() => heroku.close());

const hangUp: Reply = (_res, socket) => socket.destroy();
const create = (client = heroku.client()) => client.apps.create({ name: 'sales' });

/** A log that keeps the delays before each new attempt. */
function watchRetries() {
  const delays: number[] = [];
  const log = {
    debug: () => undefined,
    warn: (fields: { retryInMs: number }) => {
      delays.push(fields.retryInMs);
    },
  };
  return { delays, log: log as never };
}

it.each([500, 502, 503, 504])('asks again after a %i', async (status) => {
  heroku.reply({ status }, { status, body: '<html>' }, { body: answers.app });
  expect(await heroku.client().apps.get('sales')).toMatchObject({ name: 'sales' });
  expect(heroku.asked).toHaveLength(3);
});

it('asks again when the connection breaks', async () => {
  heroku.reply(hangUp, { body: { A: '1' } });
  expect(await heroku.client().configVars.update('sales', { A: '1' })).toEqual({ A: '1' });
  expect(heroku.asked).toHaveLength(2);
});

it.each<[string, Reply]>([
  ['a broken connection', hangUp],
  ['a 500', { status: 500 }],
  ['a 503', { status: 503 }],
])('makes nothing twice: a POST ends with %s, and says that it may have been carried out', async (_what, reply) => {
  heroku.reply(reply);
  const error = await failureOf(create());
  expect(error).toMatchObject({ carriedOut: 'unknown', retryable: true, code: 'unavailable' });
  expect(heroku.asked).toHaveLength(1);
});

it('sends a POST again that was turned away with a 429', async () => {
  heroku.reply({ status: 429 }, { status: 429 }, { body: answers.app });
  expect(await create()).toMatchObject({ name: 'sales' });
  expect(heroku.asked).toHaveLength(3);
});

it('sends a POST again that found nobody listening', async () => {
  const gone = await startFakeHeroku();
  const port = Number(new URL(gone.url).port);
  await gone.close();
  let back: Promise<FakeHeroku> | undefined;
  const log = {
    debug: () => undefined,
    warn: () => {
      back ??= startFakeHeroku(port).then((fake) => {
        fake.reply({ body: answers.app });
        return fake;
      });
    },
  };
  const client = createHerokuClient({ apiKey, apiUrl: gone.url, timing: quickTiming, log: log as never });
  try {
    expect(await create(client)).toMatchObject({ name: 'sales' });
    expect((await back)?.asked).toHaveLength(1);
  } finally {
    await (await back)?.close();
  }
});

it.each<[string, Record<string, string>, number]>([
  ['Retry-After in seconds', { 'retry-after': '1' }, 1_000],
  ['RateLimit-Reset', { 'ratelimit-reset': '1' }, 1_000],
  ['that nothing is left', { 'ratelimit-remaining': '0' }, 800],
])('waits as long as a 429 asks for by %s', async (_what, headers, demandedMs) => {
  const { delays, log } = watchRetries();
  heroku.reply({ status: 429, headers }, { body: answers.app });
  await heroku.client({ log }).apps.get('sales');
  expect(delays).toHaveLength(1);
  expect(delays[0]).toBeGreaterThanOrEqual(demandedMs);
});

it('reads Retry-After as a date', async () => {
  const { delays, log } = watchRetries();
  // A date has whole seconds: two ahead are at least one.
  const date = new Date(Date.now() + 2_000).toUTCString();
  heroku.reply({ status: 429, headers: { 'retry-after': date } }, { body: answers.app });
  await heroku.client({ log }).apps.get('sales');
  expect(delays[0]).toBeGreaterThan(500);
});

it('does not sit through a Retry-After beyond its patience, and says when to try again', async () => {
  heroku.reply({ status: 429, headers: { 'retry-after': '3600' }, body: { id: 'rate_limit', message: 'Slow down' } });
  const error = await failureOf(heroku.client().apps.get('sales'));
  expect(error).toMatchObject({ status: 429, retryAfterMs: 3_600_000, retryable: true });
  expect((error as { hint?: string }).hint).toContain('Try again in 3600 s');
  expect(heroku.asked).toHaveLength(1);
});

it('gives up when its patience is over', async () => {
  const { delays, log } = watchRetries();
  heroku.reply({ status: 503 });
  const timing = { ...quickTiming, patienceMs: 50 };
  expect(await failureOf(heroku.client({ log, timing }).apps.get('sales'))).toMatchObject({ status: 503 });
  expect(delays.length).toBeGreaterThan(0);
  expect(delays.reduce((sum, delay) => sum + delay, 0)).toBeLessThanOrEqual(50 + delays.length);
});

it.each([400, 401, 402, 403, 404, 409, 422])('does not ask again after a %i', async (status) => {
  heroku.reply({ status });
  expect(await failureOf(heroku.client().apps.get('sales'))).toMatchObject({ status, carriedOut: 'no' });
  expect(heroku.asked).toHaveLength(1);
});

it('takes a thing for deleted that is gone after a delete without an answer', async () => {
  heroku.reply(hangUp, { status: 404, body: { id: 'not_found' } });
  await heroku.client().attachments.delete('id-1');
  expect(heroku.asked).toHaveLength(2);
});

it('reports a delete of what was never there', async () => {
  heroku.reply({ status: 429 }, { status: 404, body: { id: 'not_found' } });
  expect(await failureOf(heroku.client().attachments.delete('id-1'))).toMatchObject({ status: 404 });
});

it('follows no redirect, which could carry the key elsewhere', async () => {
  heroku.reply({ status: 302, headers: { location: `${heroku.url}/elsewhere` } });
  expect(await failureOf(heroku.client().apps.get('sales'))).toMatchObject({ status: 302 });
  expect(heroku.asked).toHaveLength(1);
});
