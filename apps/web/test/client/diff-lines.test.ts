import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import { definitionText } from '../../client/src/pages/catalogue/history/definition-text.js';
import { diffLines } from '../../client/src/pages/catalogue/history/diff-lines.js';
import { foldDiff } from '../../client/src/pages/catalogue/history/fold-diff.js';

const text = fc.array(fc.constantFrom('a', 'b', 'c', ''), { maxLength: 12 }).map((lines) => lines.join('\n'));

it('says what to take away and what to add, so that either text can be read out of it', () => {
  fc.assert(
    fc.property(text, text, (before, after) => {
      const lines = diffLines(before, after);
      const without = (kind: string) => lines.filter((line) => line.kind !== kind).map((line) => line.text);
      expect(without('added').join('\n')).toBe(before);
      expect(without('removed').join('\n')).toBe(after);
    }),
  );
});

it('changes no more lines than there are different ones', () => {
  const lines = diffLines('a\nb\nc\nd', 'a\nx\nc\nd\ne');
  expect(lines.filter(({ kind }) => kind !== 'same').map(({ kind, text: line }) => `${kind} ${line}`)).toEqual([
    'removed b',
    'added x',
    'added e',
  ]);
});

it('leaves out what is far from a change, and counts it', () => {
  const before = Array.from({ length: 20 }, (_, line) => `line ${line}`);
  const parts = foldDiff(diffLines(before.join('\n'), before.with(10, 'new').join('\n')));
  expect(parts[0]).toEqual({ kind: 'folded', count: 7 });
  expect(parts.at(-1)).toEqual({ kind: 'folded', count: 6 });
  expect(parts.filter(({ kind }) => kind === 'same').length).toBe(6);
});

it('shows each setting and each SQL of a metric on lines of its own', () => {
  const versions = [
    { minMajor: 15, sql: 'SELECT 1' },
    { minMajor: 18, sql: 'SELECT 2' },
  ];
  expect(
    definitionText({ name: 'a', description: 'One.', versions, appliesTo: 'primary', storage: { isCore: true } }),
  ).toBe(
    [
      ...['description: One.', 'appliesTo: primary', 'isCore: true', ''],
      ...['-- PostgreSQL 15 and later', 'SELECT 1', '', '-- PostgreSQL 18 and later', 'SELECT 2'],
    ].join('\n'),
  );
  expect(definitionText({ name: 'p', description: 'Two.', metrics: { wal: 60, db_size: 300 } })).toBe(
    'description: Two.\ndb_size: 300 s\nwal: 60 s',
  );
  expect(definitionText(null)).toBe('');
});
