import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { openServerLog } from '../src/server-log.js';

let dir: string;
beforeAll(async () => {
  dir = await mkdtemp(path.join(tmpdir(), 'pgwatch-log-'));
});
afterAll(() => rm(dir, { recursive: true, force: true }));

async function writeRun(file: string, text: string): Promise<string> {
  const log = await openServerLog(file, 10);
  log.stream.end(text);
  await once(log.stream, 'close');
  return await log.readNew();
}

it('keeps what earlier starts wrote, and bounds it by setting the log before it aside', async () => {
  const file = path.join(dir, 'postgres.log');
  expect(await writeRun(file, 'first\n')).toBe('first\n');
  expect(await writeRun(file, 'second\n')).toBe('second\n');
  expect(await readFile(file, 'utf8')).toBe('first\nsecond\n');
  await writeRun(file, 'third\n');
  expect(await readFile(file, 'utf8')).toBe('third\n');
  expect(await readFile(`${file}.1`, 'utf8')).toBe('first\nsecond\n');
  await writeRun(file, 'fourth\n');
  await writeRun(file, 'fifth\n');
  expect((await readdir(dir)).sort()).toEqual(['postgres.log', 'postgres.log.1']);
});

it('is for its owner alone, also where an earlier version made it', async () => {
  const modeOf = async (file: string) => ((await stat(file)).mode & 0o777).toString(8);
  const file = path.join(dir, 'closed.log');
  await writeRun(file, 'new\n');
  expect(await modeOf(file)).toBe('600');
  const open = path.join(dir, 'open.log');
  await writeFile(open, 'old\n', { mode: 0o644 });
  await writeRun(open, 'more\n');
  expect(await modeOf(open)).toBe('600');
});
