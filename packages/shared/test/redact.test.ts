import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import { redactText } from '../src/index.js';

it('takes the password out of a PostgreSQL URL and keeps the rest', () => {
  expect(redactText('cannot reach postgres://ann:s3cret@db.example:5432/shop now')).toBe(
    'cannot reach postgres://ann:***@db.example:5432/shop now',
  );
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
