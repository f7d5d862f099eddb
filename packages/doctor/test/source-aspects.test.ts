import { expect, it } from '@jest/globals';
import { examine, type Fact, type Facts, known, type SourceFacts, sourceAspects, unknown } from '../src/index.js';
import { healthySource } from './support.js';

/** A source that all is well with. */
const well: SourceFacts = {
  stored: healthySource,
  connection: { tlsFingerprint: 'AB:CD', durationMs: 20 },
  server: {
    ...{ versionNum: 170010, version: '17.10', isInRecovery: false },
    ...{ database: 'sales', user: 'pgwatch2', tlsVersion: 'TLSv1.3' },
  },
  role: {
    ...{ role: 'pgwatch2', isSuperuser: false, isOwner: false, owner: 'u1', canMonitor: true, ownerMonitors: true },
    ...{ seesAllStatistics: true, attributes: [], memberships: [], writableTables: 0 },
  },
  statements: {
    ...{ version: '1.11', schema: 'public', available: '1.11', preloaded: 'pg_stat_statements' },
    ...{ track: 'top', max: 5_000, refusal: null },
  },
  helpers: [],
  connections: {
    ...{ serverLimit: 100, serverUsed: 10, databaseLimit: null, databaseUsed: 5, roleLimit: 20, roleUsed: 2 },
  },
  size: { sizeBytes: 500 * 1024 ** 2, limits: [-1, 20] },
  replication: {
    ...{ isInRecovery: false, lagSeconds: null, isPaused: null, followers: 0, hiddenFollowers: 0 },
    ...{ followerLagSeconds: null, inactiveSlots: [] },
  },
  ioTiming: { isOn: true, ownerMaySet: false, database: 'sales', owner: 'u1' },
  metricAccess: { asked: 40, missing: [] },
};

type Changes = { [K in keyof SourceFacts]?: Partial<SourceFacts[K]> | SourceFacts[K] };

function examineWith(changes: Changes, unknowns: Facts<SourceFacts> = {}) {
  const facts = Object.fromEntries(
    Object.entries(well).map(([name, value]): [string, Fact<unknown>] => {
      const change = changes[name as keyof SourceFacts];
      return [name, known(Array.isArray(value) ? (change ?? value) : { ...value, ...change })];
    }),
  );
  return examine(sourceAspects, { ...facts, ...unknowns } as Facts<SourceFacts>);
}

const helper = {
  ...{ name: 'get_stat_activity', isDefiner: true, owner: 'u1', belongsToOwner: true, mayCall: true, isPublic: false },
  searchPath: 'search_path=pg_catalog, pg_temp',
};
const plain = { canMonitor: false, seesAllStatistics: false };
const essential = { ...plain, ownerMonitors: false, isOwner: true };
const metric = healthySource.metrics[0] as (typeof healthySource.metrics)[number];
const late = { ...metric, metric: 'locks', successSecondsAgo: 4_000 };
const [gigabyte, hour] = [1024 ** 3, 3_600];

const cases: [aspect: string, state: string, changes: Changes, says: RegExp][] = [
  ['connection', 'ok', {}, /20 ms/],
  ['connection', 'warning', { stored: { isUp: false, reason: 'hardly any connection is free' } }, /hardly any/],
  ['connection', 'warning', { connection: { durationMs: 5_000 } }, /5000 ms/],
  ['tls', 'ok', { stored: { tlsFingerprint: 'AB:CD' } }, /pinned at first use/],
  ['tls', 'ok', {}, /pins its certificate when it connects/],
  ['tls', 'warning', { stored: { tlsFingerprint: 'EF:01' } }, /another certificate/],
  ['tls', 'warning', { stored: { tlsFingerprint: 'AB:CD', tlsChangedSecondsAgo: hour } }, /changed 60 min ago/],
  ['tls', 'error', { connection: { tlsFingerprint: null } }, /not encrypted/],
  ['server-version', 'ok', {}, /17\.10, a primary/],
  ['server-version', 'warning', { server: { versionNum: 190_000 } }, /newer/],
  ['server-version', 'error', { server: { versionNum: 130_012 } }, /older/],
  ['monitoring-rights', 'ok', {}, /has it/],
  ['monitoring-rights', 'warning', { role: plain }, /does not have it/],
  ['monitoring-rights', 'not-available', { role: essential, helpers: [helper] }, /through get_stat_activity\(\)/],
  ['metric-rights', 'ok', {}, /all 40 metrics/],
  [
    'metric-rights',
    'warning',
    { role: plain, metricAccess: { missing: [{ metric: 'wal', reason: 'may not', hint: null, kind: 'right' }] } },
    /1 of 40/,
  ],
  [
    'metric-rights',
    'not-available',
    { role: essential, metricAccess: { missing: [{ metric: 'wal', reason: 'may not', hint: null, kind: 'right' }] } },
    /This plan/,
  ],
  ['metric-rights', 'not-available', { metricAccess: { asked: 0 } }, /asks for nothing/],
  ['statements', 'ok', {}, /remembers 5000/],
  ['statements', 'warning', { statements: { version: null, schema: null } }, /not installed/],
  ['statements', 'not-available', { statements: { version: null, schema: null, available: null } }, /does not have/],
  ['statements', 'error', { statements: { refusal: { code: '55000', message: 'must be loaded' } } }, /not loaded/],
  ['statements', 'error', { statements: { preloaded: 'auto_explain' } }, /not loaded/],
  ['statements', 'error', { statements: { refusal: { code: '42501', message: 'denied' } } }, /may not read/],
  ['statements', 'warning', { statements: { track: 'none' } }, /nothing is counted/],
  ['statements', 'warning', { statements: { version: '1.10' } }, /at version 1\.10/],
  ['statements', 'warning', { statements: { max: 100 } }, /100 statements only/],
  ['helpers', 'ok', {}, /needs none/],
  ['helpers', 'warning', { role: plain }, /missing/],
  ['helpers', 'warning', { role: plain, helpers: [{ ...helper, mayCall: false }] }, /may not call/],
  ['helpers', 'warning', { helpers: [{ ...helper, belongsToOwner: false }] }, /somebody else/],
  ['helpers', 'warning', { helpers: [{ ...helper, isPublic: true }] }, /Everybody/],
  ['helpers', 'warning', { helpers: [{ ...helper, searchPath: 'search_path=pg_catalog' }] }, /temporary/],
  ['helpers', 'error', { helpers: [{ ...helper, searchPath: null }] }, /search_path/],
  ['helpers', 'error', { helpers: [{ ...helper, searchPath: 'search_path=pg_catalog, "$user"' }] }, /search_path/],
  ['helpers', 'not-available', { role: essential }, /would not help/],
  ['least-privilege', 'ok', {}, /change nothing/],
  ['least-privilege', 'warning', { role: { isSuperuser: true } }, /superuser/],
  ['least-privilege', 'warning', { role: { isOwner: true } }, /owns the database/],
  ['least-privilege', 'warning', { role: { memberships: ['pg_read_all_data'] } }, /more than look/],
  ['least-privilege', 'not-available', { role: essential }, /no other role/],
  ['freshness', 'ok', {}, /in time/],
  ['freshness', 'warning', { stored: { metrics: [metric, late] } }, /1 metric of 2 are late/],
  ['freshness', 'error', { stored: { metrics: [late] } }, /late/],
  ['freshness', 'error', { stored: { metrics: [{ ...metric, successSecondsAgo: null }] } }, /No sample has ever/],
  ['freshness', 'not-available', { stored: { isEnabled: false } }, /paused/],
  [
    'freshness',
    'not-available',
    { stored: { createdSecondsAgo: 10, metrics: [{ ...metric, successSecondsAgo: null }] } },
    /new/,
  ],
  ['metrics-off', 'ok', {}, /None/],
  ['metrics-off', 'warning', { stored: { metrics: [{ ...metric, error: 'denied' }, late] } }, /1 metric off, of 2/],
  ['metrics-off', 'warning', { stored: { metrics: [{ ...metric, warning: 'cut' }] } }, /not stored in full/],
  ['metrics-off', 'not-available', { stored: { isDetached: true } }, /paused/],
  ['replication', 'ok', {}, /Nothing follows/],
  ['replication', 'ok', { replication: { followers: 1, followerLagSeconds: 0.4 } }, /1 follower, the last one 0 s/],
  ['replication', 'ok', { replication: { isInRecovery: true, lagSeconds: 3 } }, /3 s behind/],
  ['replication', 'warning', { replication: { isInRecovery: true, lagSeconds: 300 } }, /5 min behind/],
  ['replication', 'warning', { replication: { followers: 1, followerLagSeconds: 900 } }, /15 min/],
  [
    'replication',
    'warning',
    { replication: { inactiveSlots: [{ name: "o'clock", heldBytes: 3 * gigabyte }] } },
    /1 replication slot/,
  ],
  ['replication', 'error', { replication: { isInRecovery: true, lagSeconds: 9_000 } }, /behind/],
  ['replication', 'error', { replication: { isInRecovery: true, isPaused: true } }, /paused/],
  ['replication', 'not-available', { replication: { followers: 2, hiddenFollowers: 2 } }, /no pg_monitor/],
  ['replication', 'not-available', { replication: { isInRecovery: true } }, /no transaction yet/],
  ['io-timing', 'ok', {}, /is on/],
  ['io-timing', 'warning', { ioTiming: { isOn: false, ownerMaySet: true } }, /is off/],
  ['io-timing', 'not-available', { ioTiming: { isOn: false } }, /nobody here/],
  ['connections', 'ok', {}, /2 of 20/],
  ['connections', 'warning', { connections: { roleUsed: 17 } }, /17 of 20/],
  ['connections', 'error', { connections: { roleUsed: 19 } }, /leaves the last ones/],
  ['storage', 'ok', {}, /500 MB, 49 % of the 1 GB of Essential-0/],
  ['storage', 'ok', { size: { sizeBytes: 3 * gigabyte } }, /Essential-1/],
  ['storage', 'warning', { size: { sizeBytes: 0.97 * gigabyte } }, /if it is on that plan/],
  ['storage', 'error', { size: { sizeBytes: 63 * gigabyte, limits: [120] } }, /98 %/],
  ['storage', 'not-available', { size: { limits: [-1, 100] } }, /cannot be told/],
];

it.each(cases)('%s is %s', (id, state, changes, says) => {
  const finding = examineWith(changes).find((one) => one.id === id);
  expect([finding?.state, finding?.summary]).toEqual([state, expect.stringMatching(says)]);
});

it('has each state of each aspect in this table that it can have, but for what cannot be asked', () => {
  expect(new Set(cases.map(([id]) => id))).toEqual(new Set(sourceAspects.map(({ id }) => id)));
});

it('calls nothing ok that it could not ask, and says why', () => {
  const lost = unknown(new Error('Connection terminated'));
  const facts = Object.keys(well).filter((name) => name !== 'stored');
  const findings = examineWith({}, Object.fromEntries(facts.map((name) => [name, lost])) as Facts<SourceFacts>);
  const stored = ['freshness', 'metrics-off'];
  for (const { id, state, summary } of findings.filter((one) => !stored.includes(one.id))) {
    expect([id, state, summary]).toEqual([
      id,
      id === 'connection' ? 'error' : 'not-available',
      'The server closed the connection',
    ]);
  }
});

it('says what is known while the rest is still being asked for', () => {
  const { stored, connection } = well;
  const findings = examine(sourceAspects, { stored: known(stored), connection: known(connection) });
  const states = Object.fromEntries(findings.map(({ id, state }) => [id, state]));
  expect(states).toMatchObject({ connection: 'ok', freshness: 'ok', tls: 'checking', statements: 'checking' });
});

it('quotes names in the SQL that people copy', () => {
  const findings = examineWith({
    role: { ...plain, role: 'a"; DROP ROLE b; --' },
    replication: { inactiveSlots: [{ name: "o'clock", heldBytes: 3 * gigabyte }] },
  });
  const texts = findings.flatMap(({ fixes }) => fixes.map(({ text }) => text));
  expect(texts).toContain('GRANT pg_monitor TO "a""; DROP ROLE b; --";');
  expect(texts).toContain("SELECT pg_drop_replication_slot('o''clock');");
});
