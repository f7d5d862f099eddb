import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import { redactText } from '../src/index.js';

it('takes the password out of a PostgreSQL URL and keeps the rest', () => {
  expect(redactText('cannot reach postgres://ann:s3cret@db.example:5432/shop now')).toBe(
    'cannot reach postgres://ann:***@db.example:5432/shop now',
  );
});

it('leaves the example in our own hints readable, and nothing that merely begins like it', () => {
  const hint = 'Expected postgres://user:password@host:5432/database; Heroku sets it.';
  expect(redactText(hint)).toBe(hint);
  expect(redactText('(postgres://user:password@host:5432/database)')).toContain('user:password@host');
  for (const url of [
    'postgres://user:password@host:5432/database@db.example/d',
    'postgres://user:password@host:5432/d',
  ]) {
    expect(redactText(url)).not.toContain('password');
  }
});

it('takes out a password that holds @ and :', () => {
  expect(redactText('postgres://u:p@ss:w@rd@h/d')).toBe('postgres://u:***@h/d');
});

it('takes out libpq and JSON passwords', () => {
  expect(redactText("host=x password='a b' user=u")).toBe('host=x password=*** user=u');
  expect(redactText('{"password":"abc"}')).not.toContain('abc');
});

it('lets no URL password through, whatever the characters', () => {
  const password = fc
    .string({ minLength: 8, maxLength: 40 })
    .map((text) => encodeURIComponent(text))
    .filter((text) => text.length >= 8 && !/[*]/.test(text));
  fc.assert(
    fc.property(password, (secret) => {
      expect(redactText(`x postgres://user:${secret}@127.0.0.1:5432/db y`)).not.toContain(secret);
    }),
  );
});

it('lets no URL password through that stands beside the example or looks like a part of it', () => {
  const piece = fc.constantFrom('user', 'password', 'host', ':', '@', '5432', 'x', '.', '-');
  const password = fc
    .array(piece, { minLength: 1, maxLength: 6 })
    .map((pieces) => `s3cret${pieces.join('')}`)
    .filter((text) => !text.includes('**'));
  const around = fc.constantFrom(
    '',
    'postgres://user:password@host:5432/database',
    'form postgres://user:password@host:5432/database, ',
  );
  fc.assert(
    fc.property(password, around, around, (secret, before, after) => {
      const text = `${before} postgres://user:${secret}@host:5432/database ${after}`;
      expect(redactText(text)).not.toContain('s3cret');
      expect(redactText(text)).toContain(before);
    }),
  );
});
