import { spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { repoDir } from '../src/index.js';

let dir = '';
beforeEach(async () => {
  dir = await mkdtemp(path.join(tmpdir(), 'pgwatch-boundaries-'));
  await writeFile(path.join(dir, '.gitignore'), 'node_modules/\n');
});
afterEach(() => rm(dir, { recursive: true, force: true }));

async function check(file: string, text: string): Promise<{ status: number | null; said: string }> {
  await mkdir(path.join(dir, path.dirname(file)), { recursive: true });
  await writeFile(path.join(dir, file), text);
  const script = path.join(repoDir, 'scripts/check-boundaries.js');
  const { status, stderr, stdout } = spawnSync(process.execPath, [script], { cwd: dir, encoding: 'utf8' });
  return { status, said: stderr + stdout };
}

it.each([
  ['apps/web/src/a.ts', "import { createRequire } from 'node:module';", 'goes around the rules'],
  ['packages/grafana/src/a.ts', "const pg = module.createRequire(import.meta.url)('pg');", 'goes around the rules'],
  ['apps/web/src/a.ts', "import { b } from '../../collector/src/b.js';", 'reaches into apps/collector'],
  ['apps/web/test/a.test.ts', "import { b } from '../../collector/src/b.js';", 'reaches into apps/collector'],
  ['apps/web/src/a.ts', "await db.query('SELECT 1');\nawait db.query(`SELECT *\nFROM t`);", 'a.ts:2: SQL text belongs'],
  ['apps/web/package.json', '{"name":"w","dependencies":{"@pgwatch-heroku/testkit":"1"}}', 'is for development'],
  ['apps/web/package.json', '{"name":"w","dependencies":{"@pgwatch-heroku/app-collector":"1"}}', 'depends on an app'],
])('refuses in %s: %s', async (file, text, problem) => {
  const { status, said } = await check(file, text);
  expect(said).toContain(problem);
  expect(status).toBe(1);
});

it.each([
  ['packages/testkit/src/a.ts', "import { createRequire } from 'node:module';"],
  ['apps/web/test/a.test.ts', "import { b } from '../../../packages/testkit/test/b.js';"],
  ['packages/store/src/a.ts', "await db.query('SELECT * FROM t');"],
])('has nothing against %s: %s', async (file, text) => {
  expect(await check(file, text)).toMatchObject({ status: 0 });
});
