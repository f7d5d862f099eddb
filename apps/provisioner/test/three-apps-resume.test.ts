import { expect, it } from '@jest/globals';
import { sevenRows } from '../../../packages/provisioning/test/support/seven-rows.js';
import { cutOffAnywhere } from './cut-off-anywhere.js';
import { useThreeApps } from './use-three-apps.js';

const three = useThreeApps();

it('ends with the same seven rows when it was cut off after every second step, now and then by a kill', async () => {
  const { steps, killedAt } = await cutOffAnywhere({
    run: async (given) => {
      const { failures } = await three.setUp({}, given);
      expect(failures).toEqual([]);
    },
    start: () => three.start(['resume'], { PGWATCH2_LOG_LEVEL: 'info' }),
    stepsAhead: 2,
    killEvery: 4,
  });
  expect(killedAt.length).toBeGreaterThanOrEqual(2);
  for (const step of ['grafana:app', 'monitored:database', 'collector:promote', 'collector:attach:PGWATCH2']) {
    expect(steps).toContain(step);
  }
  expect(steps.length).toBeGreaterThanOrEqual(20);
  expect(three.rows()).toEqual(sevenRows());
  expect(three.appNames()).toEqual(['local', 'local-grafana', 'local-monitored']);
}, 240_000);

it('changes nothing when it is run again', async () => {
  const releases = () => three.app.heroku.account.apps.map(({ state, releases }) => [state.name, releases.length]);
  const before = releases();
  const running = three.start(['resume']);
  expect(await running.exited).toBe(0);
  expect(running.output()).toContain('nothing to change');
  expect(releases()).toEqual(before);
}, 60_000);
