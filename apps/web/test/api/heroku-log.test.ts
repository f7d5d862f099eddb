import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { type TestDatabase, until } from '@pgwatch-heroku/testkit';
import { splitLines } from '../../src/heroku/split-lines.js';
import { type FakeHeroku, startFakeHeroku } from '../server/support/fake-heroku.js';
import { change, signIn, startApp, type TestApp } from '../server/support/start-app.js';
import { createStore } from '../server/support/store.js';

const key = 'HRKU-canary-typed-key';
let database: TestDatabase;
let heroku: FakeHeroku;
let served: TestApp;
let admin: Awaited<ReturnType<typeof signIn>>;
let headers: Record<string, string>;

beforeAll(async () => {
  [database, heroku] = await Promise.all([createStore(), startFakeHeroku()]);
  served = await startApp(database.superuserUrl, { heroku: heroku.url, recheckMs: 50 });
  admin = await signIn(served.app);
  const session = await admin.get('/api/v1/session');
  const cookie = admin.jar
    .getCookies({ domain: '127.0.0.1', path: '/', secure: false, script: false } as never)
    .toValueString();
  headers = { cookie, 'x-csrf-token': session.body.csrfToken, 'content-type': 'application/json' };
});
afterAll(async () => {
  await served.close();
  await heroku.close();
  await database.drop();
});

/** As a browser would, until the signal. */
const open = (body: object, signal: AbortSignal, as = headers) =>
  fetch(`${served.app}/api/v1/heroku/log`, {
    ...{ method: 'POST', headers: as, signal },
    body: JSON.stringify(body),
  });

it('passes on the lines of the collector, without the key, the address of the log, and what looks like a password', async () => {
  const lines = await (await open({ apiKey: key }, new AbortController().signal)).text();
  expect(lines).toBe(
    '2026-11-27T12:00:00.000000+00:00 app[collector.1]: connects to postgres://u:***@db.example.com/d\n',
  );
  const all = await (await open({ apiKey: key, part: 'all' }, new AbortController().signal)).text();
  expect(all.split('\n')).toHaveLength(4);
  expect(all + served.log.join()).not.toMatch(/HRKU-canary|canary-in-log|secret-session/);
  // The second call of each is the reading of the log, which goes without the key.
  expect(heroku.keys.filter((each) => each === '')).toHaveLength(2);
});

it('ends the reading when the browser goes, and lets no more than five read at once', async () => {
  heroku.tail.goesOn = true;
  const tabs = [1, 2, 3, 4, 5].map(() => new AbortController());
  const answers = await Promise.all(tabs.map(({ signal }) => open({ apiKey: key }, signal)));
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200]);
  const sixth = await open({ apiKey: key }, new AbortController().signal);
  expect([sixth.status, ((await sixth.json()) as { code: string }).code]).toEqual([409, 'busy']);
  for (const tab of tabs) tab.abort();
  await until('all were let go of at Heroku', async () => heroku.tail.open.every(({ destroyed }) => destroyed));
  heroku.tail.goesOn = false;
  await until('there is room again', async () => (await open({ apiKey: key }, new AbortController().signal)).ok);
});

it('says what is wrong before the first line as any other route does', async () => {
  const without = await open({}, new AbortController().signal);
  expect([without.status, ((await without.json()) as { code: string }).code]).toEqual([409, 'heroku-setup']);
});

it('cuts lines where they end, wherever the bytes were cut, and what is too long', async () => {
  const bytes = Buffer.from('eins\nzwölf\r\n\n0123456789-rest\nend');
  for (let size = 1; size < bytes.length; size++) {
    const chunks = async function* () {
      for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
    };
    const lines: string[] = [];
    for await (const line of splitLines(chunks(), 10)) lines.push(line);
    expect(lines).toEqual(['eins', 'zwölf', '', '0123456789', 'end']);
  }
});

it('ends the reading of a session that is signed out, and of a token that is revoked, each by itself', async () => {
  heroku.tail.goesOn = true;
  const made = await change(admin, 'post', '/settings/tokens', { name: 'CI', role: 'admin', expiresInDays: 1 });
  const { token, info } = made.body as { token: string; info: { id: number } };
  const program = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  const signal = AbortSignal.timeout(60_000);
  const byToken = await open({ apiKey: key }, signal, program);
  const bySession = await open({ apiKey: key }, signal);
  const [tokens, sessions] = heroku.tail.open.slice(-2);
  await admin.post('/signout').set('X-CSRF-Token', headers['x-csrf-token'] ?? '');
  await bySession.text();
  await until('it was let go of at Heroku', () => sessions?.destroyed);
  // It has been asked about as often, and longer.
  const again = await signIn(served.app);
  expect(tokens?.destroyed).toBe(false);
  await change(again, 'delete', `/settings/tokens/${info.id}`);
  await byToken.text();
  await until('it was let go of, too', () => tokens?.destroyed);
});
