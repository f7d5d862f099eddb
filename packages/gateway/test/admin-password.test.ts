import { afterAll, afterEach, beforeAll, expect, it } from '@jest/globals';
import { AdminPassword } from '../src/password/admin-password.js';
import { hashPassword, verifyPassword } from '../src/password/password-hash.js';
import { Turnstile } from '../src/password/turnstile.js';
import { clearAdminPasswordSql, setAdminPasswordSql } from './sql/sessions.js';
import { adminPassword, createStore, passwordLog2N } from './support/start-app.js';

let store: Awaited<ReturnType<typeof createStore>>;

beforeAll(async () => {
  store = await createStore();
});
afterEach(async () => {
  await store.pool.query(clearAdminPasswordSql);
});
afterAll(() => store.drop());

const create = (variable: string) =>
  new AdminPassword({
    ...{ variable, stampKey: Buffer.from('key'), db: store.pool, turnstile: new Turnstile(2) },
    log2N: passwordLog2N,
  });

async function replacePassword(replacement: string, variable: string): Promise<void> {
  await store.pool.query(setAdminPasswordSql, [
    await hashPassword(replacement, passwordLog2N),
    await hashPassword(variable, passwordLog2N),
  ]);
}

it('takes the config var as long as no other password was set', async () => {
  const password = create(adminPassword);
  expect(await password.verify(adminPassword)).toBe(await password.stamp());
  expect(await password.verify('another')).toBeUndefined();
});

it('takes the password that was set in its place, and no longer the config var', async () => {
  await replacePassword('chosen in the UI', adminPassword);
  const password = create(adminPassword);
  expect(await password.verify('chosen in the UI')).toBe(await password.stamp());
  expect(await password.verify(adminPassword)).toBeUndefined();
});

it('lets the owner in again by changing the config var', async () => {
  await replacePassword('chosen in the UI', adminPassword);
  const password = create('the new recovery password');
  expect(await password.verify('the new recovery password')).toBeDefined();
  expect(await password.verify('chosen in the UI')).toBeUndefined();
});

it('gives another stamp to every password, and none tells the password', async () => {
  const before = await create(adminPassword).stamp();
  const other = await create('the new recovery password').stamp();
  await replacePassword('chosen in the UI', adminPassword);
  const replaced = await create(adminPassword).stamp();
  expect(new Set([before, other, replaced]).size).toBe(3);
  expect(before).toMatch(/^[\w-]{43}$/);
});

it('hashes with scrypt, a salt each, and reads only its own format', async () => {
  const [first, second] = await Promise.all([hashPassword('same'), hashPassword('same')]);
  expect(first).toMatch(/^scrypt:15:8:1:[\w-]{22}:[\w-]{43}$/);
  expect(first).not.toBe(second);
  expect(await verifyPassword('same', first)).toBe(true);
  expect(await verifyPassword('Same', first)).toBe(false);
  for (const broken of ['', 'scrypt', 'md5:15:8:1:aa:bb', first.replace(/:[^:]*$/, ':'), first.slice(0, -4)]) {
    expect(await verifyPassword('same', broken)).toBe(false);
  }
});
