import { chmod, mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { connect } from '@pgwatch-heroku/shared';
import { prepareTemplate, startPostgres } from '../src/index.js';

let dir: string;
beforeAll(async () => {
  dir = await mkdtemp(path.join(tmpdir(), 'pgwatch-template-'));
  await chmod(dir, 0o755);
});
afterAll(() => rm(dir, { recursive: true, force: true }));

it('makes servers of one template that run side by side, keep their data apart and outlive a restart', async () => {
  const template = path.join(dir, 'template');
  await prepareTemplate(template);
  const open = (name: string) => startPostgres({ dir: path.join(dir, name), template, settings: { fsync: 'off' } });
  const ask = async (url: string, sql: string) => {
    const client = await connect({ url, label: 'test', applicationName: 'test' });
    try {
      return (await client.query(sql)).rows;
    } finally {
      await client.end();
    }
  };
  const [one, two] = await Promise.all([open('one'), open('two')]);
  await ask(one.superuserUrl, 'CREATE TABLE only_here AS SELECT generate_series(1, 300) AS id');
  // More than the template's WAL has room for, and what comes after it is read from there when it recovers.
  await ask(one.superuserUrl, "SELECT pg_logical_emit_message(false, 'filler', repeat('x', 20000000))");
  await ask(one.superuserUrl, 'INSERT INTO only_here SELECT generate_series(1, 300)');
  await expect(ask(two.superuserUrl, 'SELECT FROM only_here')).rejects.toMatchObject({ code: '42P01' });
  await one.kill();
  await two.stop();
  const again = await open('one');
  expect(await ask(again.superuserUrl, 'SELECT count(*)::int AS n FROM only_here')).toEqual([{ n: 600 }]);
  await again.stop();
  // Whatever its copies did, the next one is as new, and their programs are the template's.
  const three = await open('three');
  await expect(ask(three.superuserUrl, 'SELECT FROM only_here')).rejects.toMatchObject({ code: '42P01' });
  await three.stop();
  expect(await readdir(path.join(dir, 'three'))).not.toContain('runtime');
  expect((await stat(path.join(dir, 'three', 'superuser-password'))).mode & 0o777).toBe(0o600);
}, 60_000);
