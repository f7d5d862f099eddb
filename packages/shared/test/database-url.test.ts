import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import { parseDatabaseUrl } from '../src/index.js';

it('reads back any user, password and database that was percent-encoded', () => {
  const text = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 30 });
  fc.assert(
    fc.property(text, text, text, fc.integer({ min: 1, max: 65_535 }), (user, password, database, port) => {
      const enc = encodeURIComponent;
      // A path of dots alone is a relative path to every URL parser, encoded or not.
      fc.pre(!/^\.{1,2}$/.test(database));
      expect(parseDatabaseUrl(`postgresql://${enc(user)}:${enc(password)}@h:${port}/${enc(database)}`, 'X')).toEqual({
        host: 'h',
        port,
        database,
        user,
        password,
      });
    }),
  );
});

it('takes the default port, IPv6 and query parameters', () => {
  expect(parseDatabaseUrl('postgres://u:p@[::1]/d?sslmode=require&host=/tmp', 'X')).toMatchObject({
    host: '::1',
    port: 5432,
    database: 'd',
  });
});

it.each([
  '',
  'postgres://',
  'postgres://h/d',
  'postgres://u:pw1@h',
  'mysql://u:pw1@h/d',
  'postgres://u:pw1@h:99999/d',
  'x',
])('refuses %p naming the variable and no secret', (text) => {
  expect(() => parseDatabaseUrl(text, 'SALES_URL')).toThrow(/^SALES_URL is not a usable PostgreSQL URL$/);
});
