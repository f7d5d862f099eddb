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
