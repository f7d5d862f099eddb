import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import { formatSql } from '../../client/src/format/sql.js';

it('puts clauses on lines of their own and indents what is in brackets', () => {
  expect(
    formatSql(
      'select a, (select max(b) from u where u.id = t.id) from t left join v on v.id = t.id where a = $1 and b = $2 order by a',
    ),
  ).toBe(
    [
      'select a, (',
      '  select max(b)',
      '  from u',
      '  where u.id = t.id',
      ')',
      'from t',
      'left join v',
      '  on v.id = t.id',
      'where a = $1',
      '  and b = $2',
      'order by a',
    ].join('\n'),
  );
});

it.each([
  'select extract(epoch from t.at), left(name, 3) from t',
  'select a is distinct from b, percentile_cont(0.5) within group (order by c) from t',
])('does not take a word for a clause that is none: %s', (text) => {
  expect(formatSql(text).split('\n')).toHaveLength(2);
});

it('keeps the and of a between on its line', () => {
  expect(formatSql('select 1 from t where a between 1 and 2 and b')).toBe(
    'select 1\nfrom t\nwhere a between 1 and 2\n  and b',
  );
});

it('leaves a text alone that its author has laid out', () => {
  expect(formatSql('select 1\n    from t')).toBe('select 1\n    from t');
});

it('changes nothing but white space outside of quotes and comments', () => {
  const piece = fc.constantFrom(
    'select',
    'from',
    'where',
    '(',
    ')',
    ',',
    "'a  and  b'",
    '"from  x"',
    '/* and  or */',
    '$1',
    'and',
    'left',
    'join',
    '$$ x  y $$',
    "'it''s'",
    'é',
    '--',
  );
  fc.assert(
    fc.property(
      fc.oneof(
        fc.array(piece, { maxLength: 30 }).map((words) => words.join(' ')),
        fc.string(),
      ),
      (text) => {
        expect(formatSql(text).replace(/\s+/g, '')).toBe(text.replace(/\s+/g, ''));
      },
    ),
  );
  for (const quoted of ["'a  and  b'", '"from  x"', '/* and  or */', '$$ x  from  y $$', "E'\\'  and'"]) {
    expect(formatSql(`select ${quoted} from t`)).toBe(`select ${quoted}\nfrom t`);
  }
});
