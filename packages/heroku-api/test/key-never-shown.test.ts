import { inspect } from 'node:util';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { createLogger } from '@pgwatch-heroku/shared';
import { createHerokuClient } from '../src/index.js';
import { apiKey, type FakeHeroku, failureOf, quickTiming, startFakeHeroku } from './support/fake-heroku.js';

let heroku: FakeHeroku;
beforeAll(async () => {
  heroku = await startFakeHeroku();
});
afterAll(() => heroku.close());

const encoded = Buffer.from(`:${apiKey}`).toString('base64');
const lines: string[] = [];
const log = createLogger({ name: 'test', level: 'trace', destination: { write: (line) => void lines.push(line) } });
const timing = { ...quickTiming, patienceMs: 20 };

function expectNoKey(error: unknown): void {
  log.error({ event: 'failed', err: error }, 'failed');
  const shown = `${inspect(error, { depth: 10, showHidden: true })}${(error as Error).stack}${lines.splice(0).join('')}`;
  expect(shown).not.toContain('canary');
  expect(shown).not.toContain(encoded);
  expect(shown).toContain('Cannot');
}

it.each([401, 429, 500])('keeps the key out of the error and the log when a %i quotes it', async (status) => {
  heroku.reply({
    status,
    body: { id: `bad ${apiKey}`, message: `No such key ${apiKey}, sent as ${encoded}` },
    headers: { 'request-id': `for ${apiKey}` },
  });
  expectNoKey(await failureOf(heroku.client({ log, timing }).apps.get('sales')));
});

it('keeps it out when an answer that does not fit holds it', async () => {
  heroku.reply({ body: { [apiKey]: apiKey, id: { apiKey }, name: apiKey } });
  expectNoKey(await failureOf(heroku.client({ log }).apps.get('sales')));
});

it('keeps the key out of names of config vars and of values that do not fit', async () => {
  heroku.reply({ body: { HEROKU_API_KEY: [apiKey], [apiKey]: 1 } });
  expectNoKey(await failureOf(heroku.client({ log }).configVars.get('sales')));
});

it('keeps it out of what fetch throws, its causes included', async () => {
  const throwing = async (_url: unknown, init?: RequestInit): Promise<never> => {
    const inner = Object.assign(new Error(`header Bearer ${apiKey} and ${encoded}`), { code: 'UND_ERR_INFO', init });
    throw Object.assign(new TypeError(`fetch failed with ${apiKey}`, { cause: new AggregateError([inner]) }), { init });
  };
  const client = createHerokuClient({ apiKey, apiUrl: heroku.url, log, timing, fetch: throwing as typeof fetch });
  expectNoKey(await failureOf(client.credentials.list('db')));
});

it('keeps the signed URL of an upload out of errors and the log', async () => {
  const put_url = `${heroku.url}/put?signature=canary`;
  heroku.reply({ body: { source_blob: { get_url: put_url, put_url } } }, { status: 403, body: `<Error>${put_url}` });
  expectNoKey(await failureOf(heroku.client({ log }).builds.uploadSource(Buffer.from('tar'))));
});

it('keeps it out of an error of fetch that quotes it', async () => {
  const put_url = `${heroku.url}/put?signature=canary`;
  heroku.reply({ body: { source_blob: { get_url: put_url, put_url } } });
  const quoting: typeof fetch = async (input, init) => {
    if (init?.method === 'PUT') throw new TypeError(`Failed to reach ${input}`);
    return fetch(input, init);
  };
  const client = createHerokuClient({ apiKey, apiUrl: heroku.url, log, timing, fetch: quoting });
  expectNoKey(await failureOf(client.builds.uploadSource(Buffer.from('tar'))));
});

it.each([`${apiKey}\nX: 1`, `${apiKey} ${apiKey}`, `${apiKey}é`, '', ' \n'])(
  'refuses a key that cannot stand in a header, without showing it',
  (bad) => {
    const create = () => createHerokuClient({ apiKey: bad, apiUrl: heroku.url });
    expect(create).toThrow(expect.objectContaining({ code: 'configuration' }));
    expect(create).not.toThrow('canary');
  },
);

it('takes a key with the line end that copying brings along', async () => {
  heroku.reply({ body: { id: 'u', email: 'a@example.com', verified: true } });
  await heroku.client({ apiKey: `${apiKey}\n` }).account.get();
  expect(heroku.asked[0]?.headers['authorization']).toBe(`Bearer ${apiKey}`);
});
