import { expect, it } from '@jest/globals';
import { z } from 'zod';
import { AppError, databaseUrlSchema, integerSchema, parseEnv } from '../src/index.js';

const schema = z.object({ DATABASE_URL: databaseUrlSchema, PORT: integerSchema, NAME: z.string().default('x') });

it('lists every problem at once and shows no value', () => {
  let error: unknown;
  try {
    parseEnv(schema, { DATABASE_URL: 'mysql://u:s3cret@h/d', NAME: '' });
  } catch (caught) {
    error = caught;
  }
  expect(error).toBeInstanceOf(AppError);
  expect(error).toMatchObject({ code: 'configuration', exitCode: 78 });
  expect(String(error)).toContain('DATABASE_URL: is not a PostgreSQL URL');
  expect(String(error)).toContain('PORT is not set');
  expect(String(error)).not.toContain('s3cret');
});

it('takes an empty variable for an absent one', () => {
  expect(parseEnv(schema, { DATABASE_URL: 'postgres://u:p@h/d', PORT: '80', NAME: '' })).toEqual({
    DATABASE_URL: 'postgres://u:p@h/d',
    PORT: 80,
    NAME: 'x',
  });
});

it('finds in the same go what only a closer look at a URL shows', () => {
  expect(() => parseEnv(schema, { DATABASE_URL: 'postgres://u:canary@h', PORT: 'http' })).toThrow(
    /DATABASE_URL: is not a PostgreSQL URL of the form postgres:\/\/user:password@host:5432\/database; PORT: is not/,
  );
});

it('says of a missing variable what to do, when setting it by hand is not the answer', () => {
  const hintOf = (env: Record<string, string>) => {
    try {
      parseEnv(schema, env, { DATABASE_URL: 'Attach one.', PORT: 'Export it.' });
    } catch (error) {
      return (error as AppError).hint;
    }
    return undefined;
  };
  expect(hintOf({})).toBe('Attach one. Export it.');
  expect(hintOf({ PORT: '80' })).toBe('Attach one.');
  expect(hintOf({ DATABASE_URL: 'postgres://u:p@h/d', PORT: 'http' })).toMatch(/^Set these config vars/);
});
