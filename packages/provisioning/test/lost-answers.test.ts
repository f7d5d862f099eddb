import { expect, it } from '@jest/globals';
import { harden } from './support/harden.js';
import { hardened, useHeroku } from './support/use-heroku.js';

const app = useHeroku();

it('answers that are lost after the work was done do not make anything twice', async () => {
  expect(app.attached()).toEqual(['DATABASE default', 'MONITOREDDB default']);
  const before = app.releases().length;
  app.heroku.faults.loseAnswers(8);
  const { failures, steps } = await harden(app.client());
  // Those to the four credentials and the four attachments.
  expect(app.heroku.faults.answersToLose).toBe(0);
  expect(failures).toEqual([]);
  expect(steps.every((step) => step.endsWith(' done'))).toBe(true);
  expect(app.attached()).toEqual(hardened);
  // One release for each attachment.
  expect(app.releases()).toHaveLength(before + hardened.length - 2);
  const made = app.heroku.account.state.addons.flatMap(({ credentials }) => credentials.map(({ name }) => name));
  expect(made.sort()).toEqual(['pgwatch2', 'pgwatch2', 'pgwatch2_grafana', 'pgwatch2_grafana_store']);
});
