import { rmSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from '@jest/globals';
import { connect } from '@pgwatch-heroku/shared';
import { createTestDatabase, startApp } from '@pgwatch-heroku/testkit';
import { run, runProcess } from './apps.js';
import { makeNewerVersion } from './newer-version.js';

it('goes from v1 to v2 with everything kept, refuses to go back with 57 and words, and works on as v2', async () => {
  const database = await createTestDatabase({ ownerMonitors: false, connectionLimit: 20 });
  const env = { DATABASE_URL: database.url };
  const client = await connect({ url: database.url, label: 'test', applicationName: 'test' });
  const v2Dir = makeNewerVersion({
    name: '9001_next',
    sql: "ALTER TABLE pgwatch2.source ADD COLUMN next_version text NOT NULL DEFAULT 'of v2';",
  });
  const releaseV2 = async () => {
    const running = startApp(path.join(v2Dir, 'apps/provisioner/dist/main.js'), env, ['release']);
    const code = await running.exited;
    return { code, output: running.output() };
  };

  expect((await run('provisioner', env, 'release')).code).toBe(0);
  await client.query("INSERT INTO pgwatch2.source (name) VALUES ('KEPT')");

  const forward = await releaseV2();
  expect(forward.code).toBe(0);
  expect(forward.output).toContain('migration 9001_next applied');
  expect((await client.query('SELECT name, next_version FROM pgwatch2.source')).rows).toEqual([
    { name: 'KEPT', next_version: 'of v2' },
  ]);

  // `heroku rollback` runs the release phase of the old code. It fails, so the dynos of v2 stay as they are.
  const back = await runProcess('provisioner', env, 'release');
  expect(back.code).toBe(57);
  expect(back.output).toContain('The Collector DB has a newer schema than this code');
  expect(back.output).toContain('9001_next');
  expect(back.output).toContain('Deploy the version that made this schema, or a newer one');
  expect((await client.query('SELECT name FROM pgwatch2.source')).rows).toEqual([{ name: 'KEPT' }]);

  const again = await releaseV2();
  expect(again.code).toBe(0);
  expect(again.output).toContain('release: nothing to change');
  await client.end();
  await database.drop();
  rmSync(v2Dir, { recursive: true });
});
