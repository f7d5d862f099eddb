import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { exitCodes } from '@pgwatch-heroku/shared';
import { HerokuApiError } from '../src/index.js';
import * as answers from './support/answers.js';
import { type FakeHeroku, failureOf, startFakeHeroku } from './support/fake-heroku.js';

let heroku: FakeHeroku;
beforeAll(async () => {
  heroku = await startFakeHeroku();
});
afterAll(() => heroku.close());

it.each<[number, string, string]>([
  [401, 'unauthorized', 'heroku authorizations:create'],
  [402, 'verification_required', 'https://heroku.com/verify'],
  [403, 'forbidden', 'may not create app sales in team acme'],
  [404, 'not_found', 'Check the name'],
  [422, 'invalid_params', 'Change what the message of Heroku names'],
])('says what was tried, what Heroku said, and what to do about a %i', async (status, id, hint) => {
  heroku.reply({ status, body: { id, message: 'Not like this.' } });
  const error = await failureOf(heroku.client().apps.create({ name: 'sales', team: 'acme' }));
  expect(error).toBeInstanceOf(HerokuApiError);
  expect(error.message).toBe(
    `Cannot create app sales in team acme: Heroku answers ${status} ${id}, "Not like this." (POST /teams/apps, request id req-1)`,
  );
  expect(error).toMatchObject({
    status,
    herokuId: id,
    requestId: 'req-1',
    call: 'POST /teams/apps',
    carriedOut: 'no',
    retryable: false,
    exitCode: exitCodes.configuration,
    hint: expect.stringContaining(hint),
  });
});

it('reads the errors of the Data API, which have no id', async () => {
  heroku.reply({ status: 400, body: { message: 'Credentials are not available on this plan.' } });
  const error = await failureOf(heroku.client().credentials.create('db', 'pgwatch2'));
  expect(error.message).toContain('400, "Credentials are not available on this plan."');
});

it('names the team, the app and the credential that were asked for', async () => {
  heroku.reply({ status: 403 });
  const request = { addon: 'db', app: 'sales', name: 'PGWATCH2', credential: 'pgwatch2' };
  const error = await failureOf(heroku.client().attachments.create(request));
  expect(error.message).toContain(
    'Cannot attach credential pgwatch2 of db to app sales as PGWATCH2: Heroku answers 403',
  );
});

it('is unavailable, exit code 69, when Heroku is', async () => {
  heroku.reply({ status: 503, body: '<html>down</html>' });
  const error = await failureOf(heroku.client({ timing: { patienceMs: 0 } }).apps.get('sales'));
  expect(error).toMatchObject({ exitCode: exitCodes.unavailable, hint: expect.stringContaining('status.heroku.com') });
});

it('names the call and the key when an answer does not fit, and shows no value', async () => {
  heroku.reply({ body: { ...answers.app, name: 42, region: null, web_url: 'https://secret-value.example.com' } });
  const error = await failureOf(heroku.client().apps.get('sales'));
  expect(error).toMatchObject({ kind: 'unreadable', code: 'bug', carriedOut: 'yes' });
  expect(error.message).toMatch(/^Cannot see app sales: .*name: .*region: .*\(GET \/apps\/sales, request id req-1\)$/);
  expect(error.message).not.toContain('secret-value');
});

it.each(['', '<html>', '[]', 'null'])('does not take %j for an app', async (body) => {
  heroku.reply({ body });
  expect(await failureOf(heroku.client().apps.get('sales'))).toMatchObject({ kind: 'unreadable' });
});

it('takes an answer with keys that it does not know, and gives only those it knows', async () => {
  heroku.reply({ body: { ...answers.credential, later: 'invention' } });
  expect(await heroku.client().credentials.get('db', 'pgwatch2')).toEqual({
    name: 'pgwatch2',
    state: 'active',
    database: 'd1',
    host: 'ec2.example.com',
    port: 5432,
    credentials: [{ user: 'pgwatch2', password: 'p', state: 'active' }],
  });
});
