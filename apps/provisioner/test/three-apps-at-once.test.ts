import { expect, it } from '@jest/globals';
import { sevenRows } from '../../../packages/provisioning/test/support/seven-rows.js';
import { until } from '../../../packages/provisioning/test/support/until.js';
import { useThreeApps } from './use-three-apps.js';

const three = useThreeApps();
const operations = () => three.app.query<{ state: string }>('DATABASE', 'SELECT state FROM pgwatch2.operation');

it('a postdeploy without the time hands over to a dyno with the key, which two more and a storm of 429 do not disturb', async () => {
  const { heroku } = three.app;
  const key = { HEROKU_API_KEY: heroku.apiKey, HEROKU_HOST: heroku.apiUrl };
  await heroku.setConfig({ ...key, PGWATCH2_TOPOLOGY: 'three-apps' });
  const first = await three.setUp({}, { deadlineMs: 1_500, mayHandOver: true });
  expect(first.failures).toEqual([]);
  expect(first.goesOnIn).toMatch(/^run\.\d+$/);

  // A few gusts: on a machine that makes few calls a second, one without an end would let none of them through.
  let gusts = 5;
  const storm = setInterval(() => gusts-- > 0 && heroku.faults.limitRate(8, 0), 1_000);
  const both = await Promise.all([three.setUp(), three.setUp()]).finally(() => clearInterval(storm));
  // On a busy machine one of them may have left the rest to whoever was at it.
  for (const { failures, goesOnIn } of both)
    expect([failures, goesOnIn ?? 'done']).toEqual([[], expect.stringMatching(/^(done|another process)$/)]);
  await until('the dyno is done', async () => heroku.account.first.oneOffs.size === 0);

  expect(three.rows()).toEqual(sevenRows());
  expect(three.appNames()).toEqual(['local', 'local-grafana', 'local-monitored']);
  for (const { state, releases, settings } of heroku.account.apps) {
    const attached = releases.map(({ description }) => description).filter((text) => text.startsWith('Attach'));
    expect([state.name, ...attached]).toEqual([state.name, ...new Set(attached)]);
    if (state.name !== 'local') expect(JSON.stringify(settings.configVars())).not.toContain(heroku.apiKey);
  }
  expect(new Set((await operations()).map(({ state }) => state))).toEqual(new Set(['done']));
}, 240_000);
