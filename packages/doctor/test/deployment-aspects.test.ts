import { expect, it } from '@jest/globals';
import {
  type DeploymentFacts,
  deploymentAspects,
  examine,
  type Fact,
  type Facts,
  known,
  unknown,
} from '../src/index.js';

const [now, gigabyte] = [1_790_000_000, 1024 ** 3];
const dyno = { dyno: 'collector.1', version: '1', startedAt: now - 9_000, seenAt: now - 10, info: {} };

const well: DeploymentFacts = {
  environment: {
    ...{ isDyno: true, appName: 'sunny-day', release: 'v7', hasApiKey: false, missingSecrets: [] },
    ...{ ownerRole: 'u1', collectorRole: 'pgwatch2', grafanaRole: 'pgwatch2_grafana', notMonitored: [], monitored: 2 },
  },
  history: { rawDays: 14, retentionDays: 365 },
  grafana: { state: 'ready' },
  store: { version: '17.10', durationMs: 3, role: 'pgwatch2' },
  schema: { expected: '0012_x', actual: '0012_x', appliedAt: new Date('2026-11-01T10:00:00Z') },
  storage: {
    ...{ relations: 900, checkedAt: now - 60, sizeBytes: 10 * gigabyte, budgetBytes: 64 * gigabyte },
    ...{ budgetOrigin: 'plan', level: 0, isCoreOnly: false, nowSeconds: now, growthBytesPerDay: gigabyte / 10 },
    history: { rawDays: 14, tenMinutesDays: 90, retentionDays: 365 },
  },
  collectors: { nowSeconds: now, dynos: [dyno], monitored: ['SALES', 'ARCHIVE'], leased: ['SALES', 'ARCHIVE'] },
  readingRole: { role: 'pgwatch2_grafana', rights: { canReadSamples: true, hasTooMuch: false } },
};

type Changes = { [K in keyof DeploymentFacts]?: Partial<DeploymentFacts[K]> | null };

function examineWith(changes: Changes) {
  const facts = Object.entries(well).map(([name, value]): [string, Fact<unknown>] => {
    const change = changes[name as keyof DeploymentFacts];
    return [name, known(change === null ? null : { ...value, ...change })];
  });
  return examine(deploymentAspects, Object.fromEntries(facts) as Facts<DeploymentFacts>);
}

const cases: [aspect: string, state: string, changes: Changes, says: RegExp][] = [
  ['store', 'ok', {}, /17\.10 answers in 3 ms/],
  ['store', 'warning', { store: { durationMs: 2_500 } }, /2500 ms/],
  ['schema', 'ok', {}, /At 0012_x, bootstrapped at 2026-11-01 10:00 UTC; nothing is pending\. This is release v7/],
  ['schema', 'error', { schema: { actual: '0011_y' } }, /pending/],
  ['schema', 'error', { schema: { actual: undefined } }, /at none/],
  ['schema', 'error', { schema: { actual: '0013_z' } }, /newer than this code/],
  ['disk-budget', 'ok', {}, /10 GB of 64 GB are taken \(16 %\), 102 MB come a day/],
  ['disk-budget', 'warning', { storage: { level: 3 } }, /level 3 of 8/],
  ['disk-budget', 'warning', { storage: { growthBytesPerDay: 10 * gigabyte } }, /shortened in 4 days/],
  ['disk-budget', 'error', { storage: { isCoreOnly: true } }, /only core metrics/],
  ['disk-budget', 'ok', { storage: { budgetOrigin: 'growth' } }, /are taken/],
  ['disk-budget', 'not-available', { storage: { budgetBytes: null } }, /not known/],
  ['disk-budget', 'not-available', { storage: { sizeBytes: null, history: null } }, /No collector/],
  ['retention', 'ok', {}, /365 days/],
  ['retention', 'warning', { storage: { checkedAt: now - 9_000 } }, /Nobody has kept house for 3 h/],
  ['retention', 'warning', { history: { retentionDays: 900 } }, /were asked for/],
  ['retention', 'not-available', { storage: { checkedAt: null, history: null } }, /No collector/],
  ['dynos', 'ok', {}, /collector\.1 at work/],
  ['dynos', 'warning', { collectors: { dynos: [dyno, { ...dyno, dyno: 'collector.2', version: '2' }] } }, /2 versions/],
  ['dynos', 'warning', { collectors: { dynos: [{ ...dyno, info: { dropped: 4 } }] } }, /lost/],
  [
    'dynos',
    'error',
    { collectors: { dynos: [{ ...dyno, seenAt: now - 900 }] } },
    /No collector has reported for 15 min/,
  ],
  ['dynos', 'error', { collectors: { dynos: [] } }, /within a day/],
  ['leases', 'ok', {}, /Of 2 sources each/],
  ['leases', 'warning', { collectors: { leased: ['SALES'] } }, /No dyno fetches ARCHIVE/],
  ['leases', 'error', { collectors: { leased: [] } }, /SALES, ARCHIVE/],
  ['leases', 'not-available', { collectors: { monitored: [] } }, /no source/],
  ['grafana', 'ok', {}, /It runs/],
  ['grafana', 'warning', { grafana: { state: 'starting' } }, /starting/],
  ['grafana', 'warning', { grafana: { state: 'off', reason: 'Not here.', hint: 'Install it.' } }, /Not here/],
  ['grafana', 'not-available', { grafana: { state: 'elsewhere' } }, /None runs/],
  ['grafana-role', 'ok', {}, /nothing else/],
  ['grafana-role', 'error', { readingRole: { rights: undefined } }, /is not in the Collector DB/],
  ['grafana-role', 'error', { readingRole: { rights: { canReadSamples: false, hasTooMuch: false } } }, /cannot read/],
  ['grafana-role', 'warning', { readingRole: { rights: { canReadSamples: true, hasTooMuch: true } } }, /more than/],
  ['grafana-role', 'not-available', { readingRole: null }, /none of its own/],
  ['credentials', 'ok', {}, /Hardened/],
  ['credentials', 'warning', { environment: { collectorRole: null } }, /Degraded: collector and pages use/],
  ['credentials', 'warning', { environment: { collectorRole: 'u1', grafanaRole: 'u1' } }, /pages and Grafana use/],
  ['secrets', 'ok', {}, /are set/],
  ['secrets', 'error', { environment: { missingSecrets: ['PGWATCH2_SECRET_KEY'] } }, /PGWATCH2_SECRET_KEY is not set/],
  ['api-key', 'ok', {}, /None is left/],
  ['api-key', 'warning', { environment: { hasApiKey: true } }, /still among/],
  ['dyno-metadata', 'ok', {}, /sunny-day, release v7/],
  ['dyno-metadata', 'warning', { environment: { appName: null } }, /does not know its own name/],
  ['dyno-metadata', 'not-available', { environment: { appName: null, isDyno: false } }, /does not run on Heroku/],
  ['attached-databases', 'ok', {}, /All are in use/],
  ['attached-databases', 'warning', { environment: { notMonitored: ['SHOP_URL'] } }, /1 attached database not/],
];

it.each(cases)('%s is %s', (id, state, changes, says) => {
  const finding = examineWith(changes).find((one) => one.id === id);
  expect([finding?.state, finding?.summary]).toEqual([state, expect.stringMatching(says)]);
});

it('has every aspect in this table', () => {
  expect(new Set(cases.map(([id]) => id))).toEqual(new Set(deploymentAspects.map(({ id }) => id)));
});

it('says what it knows without the Collector DB', () => {
  const away = unknown(new Error('connect ECONNREFUSED'));
  const names = ['store', 'schema', 'storage', 'collectors', 'readingRole'];
  const { environment, history, grafana } = well;
  const findings = examine(deploymentAspects, {
    ...{ environment: known(environment), history: known(history), grafana: known(grafana) },
    ...Object.fromEntries(names.map((name) => [name, away])),
  });
  const states = Object.fromEntries(findings.map(({ id, state }) => [id, state]));
  expect(states).toMatchObject({ store: 'error', schema: 'not-available', dynos: 'not-available', credentials: 'ok' });
});
