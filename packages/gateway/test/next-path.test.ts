import { expect, it } from '@jest/globals';
import { anyText } from '@pgwatch-heroku/testkit/any-text';
import fc from 'fast-check';
import { safeNextPath } from '../src/signin/next-path.js';

it('keeps paths of ours with query and hash', () => {
  expect(safeNextPath('/sources/SALES?from=now-1h&to=now#chart')).toBe('/sources/SALES?from=now-1h&to=now#chart');
});

it.each([
  'https://evil.example/',
  '//evil.example',
  '/\\evil.example',
  '\\\\evil.example',
  '/\t/evil.example',
  '/\n/evil.example',
  '/.//evil.example',
  '/..//evil.example',
  '/a/../..//evil.example',
  '/%2e//evil.example',
  'javascript:alert(1)',
  'data:text/html,x',
  ' /x',
  '',
  '/signin?next=/signin',
  '/signout',
  '/api/v1/session',
  ['/x'],
  undefined,
])('goes to the first page instead of %j', (next) => {
  expect(safeNextPath(next)).toBe('/');
});

it('never leaves our origin, whatever is asked for', () => {
  const piece = fc.constantFrom('/', '\\', '.', '..', '%2f', '%5c', '@', ':', '?', '#', 'evil.example', '\t', ' ', 'a');
  const next = fc.oneof(
    anyText(),
    fc.array(piece, { maxLength: 8 }).map((parts) => parts.join('')),
  );
  fc.assert(
    fc.property(next, (text) => {
      const path = safeNextPath(text);
      expect(path).toMatch(/^\/(?![/\\])/);
      expect(new URL(path, 'https://monitor.example.com').origin).toBe('https://monitor.example.com');
    }),
    { numRuns: 2_000 },
  );
});
