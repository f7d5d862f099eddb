import { expect, it } from '@jest/globals';
import { parseConfig } from '../src/config.js';
import { readConfig } from '../src/environment/config.js';

it.each([
  {},
  { DYNO: '', PGWATCH2_APP: '' },
  { DYNO: 'web.1', PGWATCH2_APP: 'all' },
  { DYNO: 'run.12', PGWATCH2_APP: 'collector' },
  { PGWATCH2_APP: 'grafana' },
  { PGWATCH2_APP: 'monitored' },
])('reads by hand what the schema reads: %j', async (env) => {
  const read = await readConfig(env);
  expect([read.DYNO, read.PGWATCH2_APP]).toEqual([parseConfig(env).DYNO, parseConfig(env).PGWATCH2_APP]);
});

it('leaves to the schema what to say of a role that there is not', async () => {
  const problem = expect.stringContaining('PGWATCH2_APP: ');
  await expect(readConfig({ PGWATCH2_APP: 'toString' })).rejects.toMatchObject({
    code: 'configuration',
    message: problem,
  });
});
