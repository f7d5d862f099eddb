import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { createStore, startCollector, type TestStore } from './support.js';

let store: TestStore;
beforeAll(async () => {
  store = await createStore({ instance_up: 1 });
});
afterAll(() => store.close());

it.each([
  [
    'no Collector DB',
    '',
    /DATABASE_URL is not set.*heroku addons:create|heroku addons:create.*DATABASE_URL is not set/s,
  ],
  ['a malformed URL', 'postgres://canary-77@', /DATABASE_URL/],
  ['another protocol', 'mysql://u:canary-77@h/d', /DATABASE_URL/],
])('ends with exit code 78 and one clear message for %s', async (_case, url, message) => {
  const app = startCollector(url, {});
  expect(await app.exited).toBe(78);
  expect(
    app
      .output()
      .trim()
      .split('\n')
      .filter((line) => /fatal/.test(line)),
  ).toHaveLength(1);
  expect(app.output()).toMatch(message);
  expect(app.output()).not.toContain('canary-77');
  expect(app.output()).not.toMatch(/^\s+at /m);
});

it('lists all problems of the configuration at once', async () => {
  const app = startCollector('nonsense', {}, { PGWATCH2_RETENTION_DAYS: 'many', PGWATCH2_BUFFER_MB: '0' });
  expect(await app.exited).toBe(78);
  for (const name of ['DATABASE_URL', 'PGWATCH2_RETENTION_DAYS', 'PGWATCH2_BUFFER_MB'])
    expect(app.output()).toContain(name);
});

it('ends with exit code 78 when the store refuses the login', async () => {
  const wrong = new URL(store.database.url);
  wrong.password = 'canary-77';
  const app = startCollector(wrong.href, {});
  expect(await app.exited).toBe(78);
  expect(app.output()).not.toContain('canary-77');
});

it('ends with exit code 57 when the schema is newer than the code', async () => {
  await store.client.query("INSERT INTO pgwatch2.pgmigrations (name, run_on) VALUES ('9999_future', now())");
  const app = startCollector(store.database.url, {});
  expect(await app.exited).toBe(57);
  await store.client.query("DELETE FROM pgwatch2.pgmigrations WHERE name = '9999_future'");
});
