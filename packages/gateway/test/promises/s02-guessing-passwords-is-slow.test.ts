import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from '@jest/globals';
import { createLogger } from '@pgwatch-heroku/shared';
import { createGateway } from '../../src/index.js';
import { Browser, setCookies } from '../support/browser.js';
import { adminPassword, createApp, createStore, secretKey, type TestApp } from '../support/start-app.js';

const quick = { firstDelayMs: 1, maxDelayMs: 2 };
let store: Awaited<ReturnType<typeof createStore>>;
let served: TestApp;

beforeAll(async () => {
  store = await createStore();
});
afterAll(() => store.drop());
beforeEach(async () => {
  served = await createApp(store.pool, { limits: quick });
});
afterEach(() => served.close());

it('hashes every password at the full cost of scrypt', async () => {
  const log = createLogger({ name: 'gateway-test', level: 'fatal' });
  const gateway = createGateway({ adminPassword, secretKey, pool: store.pool, log });
  const { hash, variableFingerprint } = await gateway.passwords.toStored('chosen');
  for (const stored of [hash, variableFingerprint, await gateway.passwords.hash('a viewer’s')]) {
    expect(stored).toMatch(/^scrypt:15:8:1:/);
  }
  gateway.close();
});

it('says where the generated password is, with a link, and needs no script', async () => {
  const { text } = await new Browser(served.app).get('/signin');
  expect(text).toContain('https://dashboard.heroku.com/apps/sunny-day/settings');
  expect(text).toContain('Reveal Config Vars');
  expect(text).toContain('PGWATCH2_ADMIN_PASSWORD');
  expect(text).not.toMatch(/<script|<style|\sstyle=|\son\w+=/);
});

it('answers a wrong user, a wrong password and an empty form alike', async () => {
  const answers = [];
  for (const fields of [
    { user: 'root', password: adminPassword },
    { user: 'admin', password: 'wrong' },
    { user: '', password: '' },
    { user: 'admin', password: `${adminPassword} ` },
    { user: 'admin', password: 'x'.repeat(5_000) },
  ]) {
    const browser = new Browser(served.app);
    await browser.get('/signin'); // the form's token is the same for a browser that comes back
    const { status, text } = await browser.signIn(fields);
    answers.push({ status, text: text.replace(/name="token" value="[^"]*"/, '') });
  }
  expect(answers[0]?.status).toBe(401);
  for (const answer of answers) expect(answer).toEqual(answers[0]);
});

it('never repeats what was typed', async () => {
  const { text } = await new Browser(served.app).signIn({ user: '<b>me</b>', password: 'my-mistyped-password' });
  expect(text).not.toContain('my-mistyped-password');
  expect(text).not.toContain('<b>me</b>');
});

it('checks ten tries of hundreds from one address, whatever X-Forwarded-For the client sends', async () => {
  const browser = new Browser(served.app);
  const statuses = new Map<number, number>();
  for (let number = 0; number < 250; number++) {
    // Heroku's router appends the address it saw to what the client sent.
    browser.address = `198.51.100.${number}, 10.0.${number}.1, 203.0.113.7`;
    const { status } =
      number < 12
        ? await browser.signIn({ password: `guess ${number}` })
        : await browser.post('/signin', new URLSearchParams({ user: 'admin', password: `guess ${number}` }));
    statuses.set(status, (statuses.get(status) ?? 0) + 1);
  }
  expect([...statuses]).toEqual([
    [401, 10],
    [429, 240],
  ]);
  const right = await browser.signIn({ password: adminPassword });
  expect(right.status).toBe(429);
  expect(Number(right.headers['retry-after'])).toBeGreaterThan(60);
  const elsewhere = new Browser(served.app, { address: '198.51.100.99' });
  expect((await elsewhere.signIn({ password: adminPassword })).status).toBe(303);
}, 120_000);

it('slows down guessing from many addresses more and more, and turns away what would pile up', async () => {
  const slow = await createApp(store.pool, {
    limits: { freeFailures: 2, firstDelayMs: 100, maxDelayMs: 400, maxWaiting: 3 },
  });
  const guess = (number: number) =>
    new Browser(slow.app, { address: `198.51.100.${number}` }).signIn({ password: `guess ${number}` });
  for (let number = 0; number < 4; number++) expect((await guess(number)).status).toBe(401);
  const statuses = (await Promise.all([11, 12, 13, 14, 15, 16, 17, 18].map(guess))).map(({ status }) => status).sort();
  expect(statuses).toEqual([401, 401, 401, 429, 429, 429, 429, 429]);
  // The owner gets in, if late.
  const owner = new Browser(slow.app, { address: '192.0.2.1' });
  expect((await owner.signIn({ password: adminPassword })).status).toBe(303);
  slow.close();
});

it('checks no more guesses at once than may wait, from however many addresses they come', async () => {
  const open = await createApp(store.pool, {
    limits: { freeFailures: 2, firstDelayMs: 200, maxDelayMs: 400, maxWaiting: 6 },
    passwordLog2N: 15,
  });
  const guess = async (number: number) => {
    const browser = new Browser(open.app, { address: `198.51.${number >> 7}.${number % 128}` });
    return (await browser.signIn({ password: `guess ${number}` })).status;
  };
  const statuses = await Promise.all(Array.from({ length: 60 }, (_, number) => guess(number)));
  // All come before the first is found wrong: the places are what stops them.
  expect(statuses.filter((status) => status === 401).length).toBeLessThanOrEqual(18);
  expect(statuses.filter((status) => status === 429).length).toBeGreaterThanOrEqual(42);
  const owner = new Browser(open.app, { address: '192.0.2.1' });
  expect((await owner.signIn({ password: adminPassword })).status).toBe(303);
  open.close();
}, 120_000);

// Also when the test has not come to its end in time: else the guessers go on and keep the process alive.
let isOver = false;
afterAll(() => {
  isOver = true;
});

it('lets the owner in from an address without failures while others guess without end', async () => {
  const busy = await createApp(store.pool, {
    limits: { freeFailures: 0, firstDelayMs: 50, maxDelayMs: 100, maxWaiting: 4, failuresPerAddress: 1_000 },
  });
  let unknown = 12;
  const guessers = Array.from({ length: 12 }, async (_, number) => {
    const browser = new Browser(busy.app, { address: `198.51.100.${number}` });
    let hasFailed = false;
    while (!isOver) {
      const { status } = await browser.signIn({ password: `guess ${number}` });
      if (status === 401 && !hasFailed) unknown--;
      hasFailed ||= status === 401;
    }
  });
  const owner = new Browser(busy.app, { address: '192.0.2.1' });
  // Once every guesser has failed, they share one half of the places.
  while (unknown > 0 && !isOver) await new Promise((resolve) => setTimeout(resolve, 20));
  const statuses = [];
  for (let round = 0; round < 5; round++) {
    owner.cookies.clear();
    statuses.push((await owner.signIn({ password: adminPassword })).status);
  }
  isOver = true;
  await Promise.all(guessers);
  busy.close();
  expect(statuses).toEqual([303, 303, 303, 303, 303]);
}, 120_000);

it('does not count a try that was turned away against its address', async () => {
  const full = await createApp(store.pool, { limits: { maxWaiting: 0, failuresPerAddress: 2 } });
  const browser = new Browser(full.app);
  for (let round = 0; round < 4; round++) {
    const { status, headers } = await browser.signIn({ password: adminPassword });
    expect([status, headers['retry-after']]).toEqual([429, '10']);
  }
  full.close();
});

it('refuses a sign-in form that another site sends', async () => {
  for (const headers of [
    { Origin: 'https://evil.example' },
    { Origin: 'https://monitor.example.com.evil.example' },
    { Origin: 'http://monitor.example.com' },
    { Origin: 'null', 'Sec-Fetch-Site': 'cross-site' },
    { Origin: 'null', 'Sec-Fetch-Site': 'same-site' },
  ]) {
    const browser = new Browser(served.app);
    const response = await browser.signIn({ password: adminPassword }, headers);
    expect(response.status).toBe(403);
    expect(setCookies(response).some((cookie) => cookie.startsWith('__Host-pgwatch='))).toBe(false);
  }
});

it('refuses a sign-in form without the token that belongs to the browser', async () => {
  const own = new Browser(served.app);
  await own.get('/signin');
  const other = await new Browser(served.app).get('/signin');
  const othersToken = /name="token" value="([^"]*)"/.exec(other.text)?.[1] ?? '';
  for (const token of ['', 'x', othersToken]) {
    const body = new URLSearchParams({ user: 'admin', password: adminPassword, token });
    expect((await own.post('/signin', body)).status).toBe(403);
  }
});

it('lets the form in when the browser hides its origin, as it does under our referrer policy', async () => {
  const browser = new Browser(served.app);
  const response = await browser.signIn(
    { password: adminPassword },
    { Origin: 'null', 'Sec-Fetch-Site': 'same-origin' },
  );
  expect(response.status).toBe(303);
});
