import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { type FakeHeroku, failureOf, startFakeHeroku } from './support/fake-heroku.js';

let heroku: FakeHeroku;
beforeAll(async () => {
  heroku = await startFakeHeroku();
});
afterAll(() => heroku.close());

const signal = new AbortController().signal;
const read = () => heroku.client().logSessions.read('sales', { tail: true, signal });

it('reads a log from where Heroku says, without the key', async () => {
  heroku.reply({ status: 201, body: { logplex_url: `${heroku.url}/logs/canary` } }, { body: 'one\ntwo\n' });
  expect(await new Response(await read()).text()).toBe('one\ntwo\n');
  expect(heroku.asked.map(({ path, headers }) => [path, headers.authorization !== undefined])).toEqual([
    ['/apps/sales/log-sessions', true],
    ['/logs/canary', false],
  ]);
});

it.each([
  ['leads to where nobody encrypts', 'http://logs.example.com/canary', {}, /not encrypted/],
  ['has ended', '/canary', { status: 404 }, /Heroku answers 404/],
  ['points elsewhere', '/canary', { status: 302, headers: { location: 'http://127.0.0.1:1/x' } }, /cannot be opened/],
])('says what is wrong with an address that %s, and not what it is', async (_name, address, answer, expected) => {
  const url = address.startsWith('/') ? heroku.url + address : address;
  heroku.reply({ status: 201, body: { logplex_url: url } }, { body: '', ...answer });
  const failure = await failureOf(read());
  expect(failure.message).toMatch(expected);
  expect(failure.message + JSON.stringify(failure)).not.toContain('canary');
});
