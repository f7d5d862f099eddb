import { expect, it } from '@jest/globals';
import { connectionBudget, maxStoreConnections } from '../src/index.js';

const sum = (process: keyof typeof connectionBudget) =>
  Object.values(connectionBudget[process]).reduce<number>((total, count) => total + count, 0);

it('leaves four of the smallest plan, also while the dynos of two releases run side by side', () => {
  const [web, collector, grafana, bootstrap] = [sum('web'), sum('collector'), sum('grafana'), sum('bootstrap')];
  const moments = {
    release: web + collector + grafana + bootstrap,
    // The old Grafana is about to end; the new web process already answers while it waits for the schema.
    newDynosStart: web + collector + grafana + web + bootstrap + bootstrap,
    bothRun: web + collector + web + collector + grafana,
  };
  for (const connections of Object.values(moments)) expect(connections).toBeLessThanOrEqual(maxStoreConnections);
  expect(maxStoreConnections).toBeLessThanOrEqual(20 - 4);
});
