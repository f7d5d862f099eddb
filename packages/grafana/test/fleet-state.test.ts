import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { addNamedSourceSql, switchOffSql } from './sql/sources.js';
import { TestStore } from './support/test-store.js';

let store: TestStore;
beforeAll(async () => {
  store = await TestStore.open();
});
afterAll(() => store.close());

it('lists databases in trouble first, and those that are switched off last', async () => {
  const sources: number[] = [];
  const add = async (name: string, isUp: number | null, backends: Record<string, number>) => {
    store.source = (await store.client.query<{ id: number }>(addNamedSourceSql, [name])).rows[0]?.id as number;
    sources.push(store.source);
    if (isUp === null) return;
    store.add('instance_up', 0, { is_up: isUp });
    store.add('backends', 0, backends);
  };
  await add('a fine', 1, { connections_used: 0.1, blocked: 0, longest_tx_seconds: 0 });
  await add('b off', 0, {});
  await store.client.query(switchOffSql, [store.source]);
  await add('c full', 1, { connections_used: 0.96, blocked: 0, longest_tx_seconds: 0 });
  await add('d full and blocked', 1, { connections_used: 0.96, blocked: 2, longest_tx_seconds: 0 });
  await add('e old transaction', 1, { connections_used: 0.1, blocked: 0, longest_tx_seconds: 4_000 });
  await add('f down', 0, {});
  await add('g silent', null, {});
  await add('h fine', 1, { connections_used: 0.1, blocked: 0, longest_tx_seconds: 10 });
  const rows = await store.show('fleet-state', { to: 60, sources });
  expect(rows.map(({ source }) => source)).toEqual([
    'f down',
    'g silent',
    'd full and blocked',
    'c full',
    'e old transaction',
    'a fine',
    'h fine',
    'b off',
  ]);
});
