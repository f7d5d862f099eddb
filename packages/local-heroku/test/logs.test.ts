import { PassThrough } from 'node:stream';
import { expect, it } from '@jest/globals';
import { anyText } from '@pgwatch-heroku/testkit/any-text';
import fc from 'fast-check';
import { formatLogLine, LogHub } from '../src/logs/log-hub.js';
import { readLines } from '../src/logs/read-lines.js';

const linesOf = async (chunks: Buffer[]) => {
  const stream = new PassThrough();
  const lines: string[] = [];
  const done = readLines(stream, (line) => lines.push(line));
  for (const chunk of chunks) stream.write(chunk);
  stream.end();
  await done;
  return lines;
};

it('reads the same lines however the bytes are cut, the last one without an end included', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(anyText({ maxLength: 40 }).map((text) => text.replaceAll(/[\r\n\ufeff]/g, '_'))),
      fc.array(fc.nat({ max: 7 })),
      async (wanted, cuts) => {
        const bytes = Buffer.from(wanted.join('\n'));
        const chunks: Buffer[] = [];
        let at = 0;
        for (const cut of cuts) {
          chunks.push(bytes.subarray(at, at + cut));
          at += cut;
        }
        chunks.push(bytes.subarray(at));
        const lines = await linesOf(chunks);
        expect(lines).toEqual(wanted.at(-1) === '' ? wanted.slice(0, -1) : wanted);
      },
    ),
    { numRuns: 40 },
  );
});

it('cuts lines of more than 10,000 characters, ended or not', async () => {
  const long = 'x'.repeat(25_000);
  expect((await linesOf([Buffer.from(`${long}\n`)])).map(({ length }) => length)).toEqual([10_000, 10_000, 5_000]);
  expect((await linesOf([Buffer.from(long)])).join('')).toBe(long);
});

it('writes lines as heroku logs does, keeps the newest 1,500, and tells subscribers until they leave', () => {
  const hub = new LogHub();
  const seen: string[] = [];
  const leave = hub.subscribe(({ text }) => seen.push(text));
  hub.write('app', 'web.1', 'first');
  leave();
  for (let n = 0; n < 1_500; n++) hub.write('heroku', 'router', `line ${n}`);
  expect(seen).toEqual(['first']);
  expect(hub.recent()).toHaveLength(1_500);
  expect(hub.recent(2, 'router').map(({ text }) => text)).toEqual(['line 1498', 'line 1499']);
  const [line] = hub.recent(1);
  expect(line && formatLogLine(line)).toMatch(
    /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}\+00:00 heroku\[router\]: line 1499$/,
  );
});
