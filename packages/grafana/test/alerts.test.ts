import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { grafanaText } from '@pgwatch-heroku/testkit';
import { alertRules } from '../src/alerts/rules.js';
import { type AlertOptions, alertFiles as filesFor } from '../src/index.js';
import { dashboardProviderFile } from '../src/provisioning/dashboard-provider.js';
import { setAlertState } from './sql/alert-state.js';
import { at, TestStore } from './support/test-store.js';

const parse = (text: string | undefined) => JSON.parse(text ?? '');
/** As Grafana reads most of a provisioning file: `$$` is a dollar sign, `$name` is taken from the environment. */
const expand = (text: string) => text.replaceAll(/\$\$|\$\w+|\$\{\w+\}/g, (whole) => (whole === '$$' ? '$' : ''));

const alertFiles = (options: AlertOptions, hasOurPolicies = false) => filesFor(options, { hasOurPolicies });

interface Rule {
  uid: string;
  for: string;
  noDataState: string;
  execErrState: string;
  annotations: { summary: string };
  data: [{ model: { rawSql: string } }, { model: { conditions: [{ evaluator: { params: [number] } }] } }];
}
const rules: Rule[] = parse(alertFiles({ isEnabled: true })['rules.json']).groups[0].rules;

let store: TestStore;
beforeAll(async () => {
  store = await TestStore.open();
});
afterAll(() => store.close());

/** The sources that a rule raises an alert for. */
async function raised(uid: string, to: number): Promise<string[]> {
  const [query, condition] = (rules.find((rule) => rule.uid === uid) as Rule).data;
  const text = grafanaText(query.model.rawSql, { from: at(to - 600), to: at(to), intervalMs: 1_000, variables: {} });
  const { rows } = await store.client.query<{ source: string; value: number }>(text);
  const [limit] = condition.model.conditions[0].evaluator.params;
  for (const { value } of rows) expect(typeof value).toBe('number');
  return rows.filter(({ value }) => value > limit).map(({ source }) => source);
}

describe('a rule speaks up when it should, of the right database, and is quiet again after that', () => {
  const cases: [uid: string, metric: string, bad: Record<string, number>, good: Record<string, number>][] = [
    ['pgwatch-source-down', 'instance_up', { is_up: 0 }, { is_up: 1 }],
    [
      'pgwatch-connections-used',
      'backends',
      { instance_total: 19, max_connections: 20 },
      { instance_total: 9, max_connections: 20 },
    ],
    ['pgwatch-transaction-age', 'backends', { longest_tx_seconds: 3_601 }, { longest_tx_seconds: 12 }],
    [
      'pgwatch-long-locks',
      'backends',
      { longest_lock_wait_seconds: 121 },
      // A query of an hour that was caught waiting for a moment.
      { blocked: 1, longest_waiting_seconds: 3_600, longest_lock_wait_seconds: 0 },
    ],
    ['pgwatch-failed-archiving', 'archiver', { is_failing_int: 1 }, { is_failing_int: 0 }],
  ];
  it.each(cases)('%s', async (uid, metric, bad, good) => {
    await store.addSource();
    const name = (await store.client.query('SELECT name FROM pgwatch2.source WHERE id = $1', [store.source])).rows[0]
      .name;
    store.add(metric, 0, bad);
    store.add(metric, 1_200, good);
    await store.write();
    expect(await raised(uid, 60)).toEqual([name]);
    expect(await raised(uid, 1_260)).toEqual([]);
    expect(await raised(uid, 4_000)).toEqual([]); // too old to tell
  });

  it('pgwatch-connections-used, also of a plan that allows far less than the server that it shares', async () => {
    await store.addSource();
    store.add('backends', 4_800, { connections_used: 0.95, instance_total: 19, max_connections: 500 });
    await store.write();
    expect(await raised('pgwatch-connections-used', 4_860)).toHaveLength(1);
  });

  it('pgwatch-replication-lag, of the slowest follower', async () => {
    await store.addSource();
    await store.addSeries('replication', 0, { near: { replay_lag_b: 5 }, far: { replay_lag_b: 2_000_000_000 } });
    await store.addSeries('replication', 1_200, { near: { replay_lag_b: 5 }, far: { replay_lag_b: 5 } });
    await store.write();
    expect(await raised('pgwatch-replication-lag', 60)).toHaveLength(1);
    expect(await raised('pgwatch-replication-lag', 1_260)).toEqual([]);
  });

  it('pgwatch-disk-budget and pgwatch-dead-collector', async () => {
    expect(await raised('pgwatch-disk-budget', 0)).toEqual([]);
    expect(await raised('pgwatch-dead-collector', 0)).toEqual([]); // none yet is a matter of the set-up
    await setAlertState(store.client, { sizeBytes: 96, budgetBytes: 100, seenAt: at(0) });
    expect(await raised('pgwatch-disk-budget', 0)).toEqual(['Collector DB']);
    expect(await raised('pgwatch-dead-collector', 200)).toEqual([]);
    expect(await raised('pgwatch-dead-collector', 301)).toEqual(['collector']);
  });

  it('covers every rule that there is', () => {
    const tested = [
      ...cases.map(([uid]) => uid),
      'pgwatch-replication-lag',
      'pgwatch-disk-budget',
      'pgwatch-dead-collector',
    ];
    expect(alertRules.map(({ uid }) => uid).sort()).toEqual(tested.sort());
  });
});

it('does not speak of a database that was switched off', async () => {
  await store.addSource();
  store.add('instance_up', 0, { is_up: 0 });
  await store.write();
  const { rows } = await store.client.query('SELECT name FROM pgwatch2.source WHERE id = $1', [store.source]);
  const before = await raised('pgwatch-source-down', 60);
  expect(before).toContain(rows[0].name);
  await store.client.query('UPDATE pgwatch2.source SET is_enabled = false WHERE id = $1', [store.source]);
  expect(await raised('pgwatch-source-down', 60)).toEqual(before.filter((name) => name !== rows[0].name));
});

it('sends to the webhook and the addresses that are given, as they are', () => {
  const webhookUrl = 'https://example.org/hook?key=a$b$';
  const files = alertFiles({ isEnabled: true, webhookUrl, email: 'a@example.org,b@example.org' });
  const [point] = parse(files['contact-points.json']).contactPoints;
  expect(point.receivers.map(({ settings }: { settings: object }) => settings)).toMatchObject([
    // The same to whoever receives it, whether Grafana looks for environment variables there or not.
    { url: 'https://example.org/hook?key=a%24b%24' },
    { addresses: 'a@example.org,b@example.org' },
  ]);
  expect(parse(files['policies.json']).policies).toMatchObject([{ receiver: point.name }]);
});

it('has a folder of its own, so that no two folders bear one name', () => {
  const [group] = parse(alertFiles({ isEnabled: true })['rules.json']).groups;
  const { providers } = dashboardProviderFile('/somewhere') as { providers: { folder: string }[] };
  expect(providers.map(({ folder }) => folder)).not.toContain(group.folder);
});

it('names the database in what it says', () => {
  for (const { annotations } of rules)
    expect(expand(annotations.summary)).toMatch(/^\{\{ with \$labels\.source \}\}\{\{ \. \}\}: \{\{ end \}\}.+\.$/);
});

it('says once that the store cannot be asked, and lets each rule wait for as long as it should', () => {
  const states = rules.map(({ uid, noDataState, execErrState, for: forDuration }) => [
    uid,
    noDataState,
    execErrState,
    forDuration,
  ]);
  expect(states).toEqual([
    ['pgwatch-source-down', 'OK', 'KeepLast', '3m'],
    ['pgwatch-connections-used', 'OK', 'KeepLast', '5m'],
    ['pgwatch-transaction-age', 'OK', 'KeepLast', '5m'],
    ['pgwatch-replication-lag', 'OK', 'KeepLast', '10m'],
    ['pgwatch-long-locks', 'OK', 'KeepLast', '2m'],
    ['pgwatch-disk-budget', 'OK', 'KeepLast', '30m'],
    ['pgwatch-failed-archiving', 'OK', 'KeepLast', '15m'],
    ['pgwatch-dead-collector', 'OK', 'Alerting', '5m'],
  ]);
});

it('takes back what it provisioned before when it is switched off or has nobody to tell', () => {
  const off = alertFiles({ isEnabled: false, webhookUrl: 'https://example.org' }, true);
  expect(Object.keys(off)).toEqual(Object.keys(alertFiles({ isEnabled: true })));
  expect(parse(off['rules.json']).deleteRules).toHaveLength(alertRules.length);
  expect(parse(off['contact-points.json'])).toEqual({
    apiVersion: 1,
    deleteContactPoints: [
      { orgId: 1, uid: 'pgwatch-webhook' },
      { orgId: 1, uid: 'pgwatch-email' },
    ],
  });
  expect(parse(off['policies.json']).resetPolicies).toEqual([1]);
  const onlyMail = parse(alertFiles({ isEnabled: true, email: 'a@example.org' })['contact-points.json']);
  expect(onlyMail.deleteContactPoints).toEqual([{ orgId: 1, uid: 'pgwatch-webhook' }]);
});

it.each([
  ['switched off', { isEnabled: false, webhookUrl: 'https://example.org' }],
  ['without anybody to tell', { isEnabled: true }],
])('leaves the policies that people made alone, %s', (_, options) => {
  expect(parse(alertFiles(options)['policies.json'])).toEqual({ apiVersion: 1 });
});
