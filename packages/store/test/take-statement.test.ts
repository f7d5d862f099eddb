import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import { takeStatement } from '../src/transfer/take-statement.js';

it.each([
  ['SELECT 1', 'SELECT 1'],
  ['SELECT 1;', 'SELECT 1'],
  ['SELECT 1 ;\n -- the end ; \n ;; /* ; */ ', 'SELECT 1 '],
  ["SELECT ';' AS x;", "SELECT ';' AS x"],
  ["SELECT 'it''s;' ;", "SELECT 'it''s;' "],
  [`SELECT 1 AS "a;b";`, `SELECT 1 AS "a;b"`],
  ["SELECT E'\\';' ;", "SELECT E'\\';' "],
  ["SELECT '\\' ;", "SELECT '\\' "],
  ['SELECT $$;$$, $a$ $$; $a$;', 'SELECT $$;$$, $a$ $$; $a$'],
  ['SELECT 1 /* a /* nested ; */ ; */ + 1;', 'SELECT 1 /* a /* nested ; */ ; */ + 1'],
  ['SELECT 1 -- ; \n + 1;', 'SELECT 1 -- ; \n + 1'],
  ['SELECT a$b, c$b FROM t;', 'SELECT a$b, c$b FROM t'],
  ['; -- covered by another metric', ''],
  ['  /* nothing */ -- at all', ''],
  ['', ''],
])('takes the one statement out of %j', (text, sql) => {
  expect(takeStatement(text)).toEqual({ sql });
});

it.each([
  'SELECT 1; SELECT 2',
  "SELECT ';'; DROP TABLE x;",
  'SELECT $$ $$; x',
  '; SELECT 1',
  'SELECT 1 /* */; /* */ SELECT 2',
])('finds the second statement of %j', (text) => {
  const found = takeStatement(text) as { secondAt: number };
  expect(text.slice(found.secondAt)).toMatch(/^(SELECT|DROP|x)/);
});

it('ends on every text, and leaves one without a semicolon to the letter', () => {
  const pieces = fc.constantFrom(
    "'",
    '"',
    '$',
    '$$',
    '$a$',
    '--',
    '/*',
    '*/',
    '\n',
    ' ',
    'E',
    '\\',
    'a',
    '1',
    '{{',
    '€',
  );
  fc.assert(
    fc.property(fc.array(pieces), (parts) => {
      const text = parts.join('');
      const taken = takeStatement(text);
      expect('sql' in taken && (taken.sql === text || taken.sql === '')).toBe(true);
    }),
  );
  // Twice the text must not take four times the time.
  expect(takeStatement(`SELECT ${"'".repeat(200_001)}`)).toHaveProperty('sql');
  expect(takeStatement(`SELECT E'${'x'.repeat(2_000_000)}';`)).toHaveProperty('sql');
  expect(takeStatement(`SELECT ${'$a$ '.repeat(50_001)}`)).toHaveProperty('sql');
});
