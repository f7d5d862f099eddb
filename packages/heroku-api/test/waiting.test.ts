import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { WaitOptions } from '../src/index.js';
import * as answers from './support/answers.js';
import { type FakeHeroku, failureOf, startFakeHeroku } from './support/fake-heroku.js';

let heroku: FakeHeroku;
beforeAll(async () => {
  heroku = await startFakeHeroku();
});
afterAll(() => heroku.close());

function watch(options: WaitOptions = {}) {
  const states: string[] = [];
  const wait = { intervalMs: 1, onProgress: ({ state }: { state: string }) => void states.push(state), ...options };
  return { states, wait };
}
const credential = (state: string) => ({ body: { ...answers.credential, state } });
const notFound = { status: 404, body: { id: 'not_found', message: 'Not found.' } };

it('waits until a credential is active, and tells every state on the way', async () => {
  const { states, wait } = watch();
  heroku.reply(notFound, credential('wait_for_provisioning'), credential('provisioning'), credential('active'));
  expect(await heroku.client().credentials.waitUntilActive('db', 'pgwatch2', wait)).toMatchObject({ state: 'active' });
  expect(states).toEqual(['not found', 'wait_for_provisioning', 'provisioning', 'active']);
});

it('says which state a credential is stuck in, and that running it again goes on', async () => {
  heroku.reply(credential('provisioning'));
  const { wait } = watch({ timeoutMs: 20 });
  const error = await failureOf(heroku.client().credentials.waitUntilActive('db', 'pgwatch2', wait));
  expect(error).toMatchObject({ code: 'unavailable', hint: expect.stringContaining('Run this again') });
  expect(error.message).toMatch(/^Waited in vain for credential pgwatch2 of db to become active: still "provisioning"/);
});

it('does not wait for a credential that is being deleted', async () => {
  heroku.reply(credential('revoking'));
  const error = await failureOf(heroku.client().credentials.waitUntilActive('db', 'pgwatch2', watch().wait));
  expect(error).toMatchObject({ code: 'configuration' });
  expect(heroku.asked).toHaveLength(1);
});

it('waits through a rotation', async () => {
  const { states, wait } = watch();
  heroku.reply(credential('rotating'), credential('rotation_completed'), credential('active'));
  await heroku.client().credentials.waitUntilActive('db', 'pgwatch2', wait);
  expect(states).toEqual(['rotating', 'rotation_completed', 'active']);
});

it('waits until a deleted credential is gone', async () => {
  const { states, wait } = watch();
  heroku.reply(credential('revoking'), notFound);
  await heroku.client().credentials.waitUntilGone('db', 'pgwatch2', wait);
  expect(states).toEqual(['revoking', 'gone']);
});

it('waits until an add-on is provisioned', async () => {
  const { states, wait } = watch();
  heroku.reply({ body: { ...answers.addon, state: 'provisioning' } }, { body: answers.addon });
  expect(await heroku.client().addons.waitUntilProvisioned('db', wait)).toMatchObject({ state: 'provisioned' });
  expect(states).toEqual(['provisioning', 'provisioned']);
  heroku.reply({ body: { ...answers.addon, state: 'deprovisioned' } });
  const error = await failureOf(heroku.client().addons.waitUntilProvisioned('db', wait));
  expect(error).toMatchObject({ code: 'configuration' });
});

it('ends at once when the thing that it waits for does not exist', async () => {
  heroku.reply(notFound);
  expect(await failureOf(heroku.client().addons.waitUntilProvisioned('db', watch().wait))).toMatchObject({
    status: 404,
  });
});

it('waits for a database that the Data API does not know yet', async () => {
  const { states, wait } = watch();
  heroku.reply(
    notFound,
    { body: { 'waiting?': true, message: 'preparing (1/4)' } },
    { body: { 'waiting?': false, message: 'available' } },
  );
  await heroku.client().databases.waitUntilAvailable('db', wait);
  expect(states).toEqual(['not found', 'preparing (1/4)', 'available']);
});

it('reports a database whose provisioning has failed as that', async () => {
  heroku.reply({ body: { 'waiting?': false, 'error?': true, message: 'provisioning failed' } });
  const error = await failureOf(heroku.client().databases.waitUntilAvailable('db', watch().wait));
  expect(error.message).toBe('Database db has failed: provisioning failed');
});

it('waits for both HA and Fork/Follow', async () => {
  const { states, wait } = watch();
  const facts = (ha: string, fork: string) => ({
    body: {
      info: [
        { name: 'HA Status', values: [ha] },
        { name: 'Fork/Follow', values: [fork] },
      ],
    },
  });
  heroku.reply(
    facts('Unavailable', 'Temporarily Unavailable'),
    facts('Available', 'Temporarily Unavailable'),
    facts('Available', 'Available'),
  );
  await heroku.client().databases.waitUntilForkFollow('db', wait);
  expect(states).toEqual([
    'HA Unavailable, Fork/Follow Temporarily Unavailable',
    'HA Available, Fork/Follow Temporarily Unavailable',
    'HA Available, Fork/Follow Available',
  ]);
});

it('waits for a build, and tells where the log of one that failed is', async () => {
  const { states, wait } = watch();
  heroku.reply({ body: answers.build }, { body: { ...answers.build, status: 'succeeded', release: { id: 'r1' } } });
  expect(await heroku.client().builds.waitUntilSucceeded('sales', 'b1', wait)).toMatchObject({ release: { id: 'r1' } });
  expect(states).toEqual(['pending', 'succeeded']);
  heroku.reply({ body: { ...answers.build, status: 'failed' } });
  const error = await failureOf(heroku.client().builds.waitUntilSucceeded('sales', 'b1', wait));
  expect(error).toMatchObject({ hint: 'Its log: `heroku builds:output b1 --app sales`.' });
});

it('waits out a Heroku that is away for longer than the patience of a call', async () => {
  const { states, wait } = watch();
  const client = heroku.client({ timing: { patienceMs: 0 } });
  heroku.reply(credential('provisioning'), { status: 503 }, { status: 429 }, credential('active'));
  await client.credentials.waitUntilActive('db', 'pgwatch2', wait);
  expect(states).toEqual(['provisioning', 'no answer from Heroku', 'no answer from Heroku', 'active']);

  heroku.reply({ status: 503 });
  const error = await failureOf(client.credentials.waitUntilActive('db', 'pgwatch2', { ...wait, timeoutMs: 20 }));
  expect(error).toMatchObject({ code: 'unavailable', cause: { status: 503 } });
});

it('does not wait with a key that Heroku refuses', async () => {
  heroku.reply(credential('provisioning'), { status: 401 });
  const error = await failureOf(heroku.client().credentials.waitUntilActive('db', 'pgwatch2', watch().wait));
  expect(error).toMatchObject({ status: 401 });
  expect(heroku.asked).toHaveLength(2);
});

it('ends a wait with the reason of the signal', async () => {
  const controller = new AbortController();
  const reason = new Error('shutting down');
  heroku.reply(credential('provisioning'));
  const { wait } = watch({ intervalMs: 600_000, onProgress: () => setImmediate(() => controller.abort(reason)) });
  const client = heroku.client({ signal: controller.signal });
  expect(await failureOf(client.credentials.waitUntilActive('db', 'pgwatch2', wait))).toBe(reason);
});
