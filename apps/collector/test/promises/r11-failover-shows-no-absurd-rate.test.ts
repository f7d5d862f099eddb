import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { readSource } from '@pgwatch-heroku/store';
import {
  type Cluster,
  createStandby,
  createTestDatabase,
  type RunningApp,
  type Standby,
  startCluster,
  type TestDatabase,
  until,
} from '@pgwatch-heroku/testkit';
import { createStore, end, open, startCollector, type TestStore, ticksOf } from '../support.js';

/** Far more than this test does in a second, and far less than the servers' counters are apart. */
const absurdPerSecond = 2_000;
const commitsOfStandby = 60_000;

let store: TestStore;
let primary: Cluster;
let standby: Standby;
let database: TestDatabase;
let collector: RunningApp | undefined;

beforeAll(async () => {
  store = await createStore({ instance_up: 1, db_stats: 2, bgwriter: 1, database_conflicts: 1 });
  await store.client.query(
    `INSERT INTO pgwatch2.preset (name, description) VALUES ('follower', 'What a standby is asked');
     INSERT INTO pgwatch2.preset_metric VALUES ('follower', 'db_stats', 1), ('follower', 'database_conflicts', 1),
       ('follower', 'wal_receiver', 1)`,
  );
  primary = await startCluster();
  database = await createTestDatabase({ server: primary });
  standby = await createStandby(primary);
});
afterAll(async () => {
  await end(collector);
  await store.close();
  await standby?.drop();
  await primary?.drop();
});

const standbyUrl = () => {
  const url = new URL(database.url);
  url.port = String(standby.port);
  return url.href;
};

async function run(url: string, sql: string): Promise<void> {
  const client = await open(url);
  await client.query(sql);
  await client.end();
}

/** Waits until this many more fetches of a metric are stored than there are now. */
async function untilMore(metric: string, source: string, more = 2): Promise<void> {
  const before = (await ticksOf(store, metric, source)).length;
  await until(
    `${more} more fetches of ${metric} from ${source}`,
    async () => (await ticksOf(store, metric, source)).length >= before + more,
  );
}

const commits = (count: number) => `DO 'BEGIN FOR i IN 1..${count} LOOP COMMIT; END LOOP; END'`;

const countOf = async (metric: string, source: string) => (await ticksOf(store, metric, source)).length;

it('R11: asks each role for its own, and shows no negative or absurd rate through resets, restarts and a failover', async () => {
  collector = startCollector(store.database.url, { SALES: database.url, FOLLOWER: standbyUrl() });
  await until('two sources', async () => (await store.values('SELECT id FROM pgwatch2.source')).length === 2);
  await store.client.query("UPDATE pgwatch2.source SET preset_standby = 'follower'");
  await end(collector);
  collector = startCollector(store.database.url, { SALES: database.url, FOLLOWER: standbyUrl() });
  await untilMore('db_stats', 'SALES');
  await untilMore('wal_receiver', 'FOLLOWER');

  // The primary has something to lose, and the standby's own counters get far ahead.
  await run(database.url, commits(500));
  await run(standbyUrl(), commits(commitsOfStandby));
  await untilMore('db_stats', 'SALES');
  await run(database.superuserUrl, 'SELECT pg_stat_reset()');
  await untilMore('db_stats', 'SALES');
  await primary.stop();
  await primary.start();
  await untilMore('db_stats', 'SALES');
  expect(await countOf('bgwriter', 'FOLLOWER')).toBe(0);

  // Changing over on Heroku: the follower is unfollowed, the config var leads to it, and the dynos are started anew.
  await standby.catchUp();
  await standby.promote();
  await until('the promotion is noticed', () => collector?.events('role-changed')[0]?.['isInRecovery'] === false);
  await untilMore('bgwriter', 'FOLLOWER', 1);
  await until(
    'the role is stored',
    async () => (await store.values("SELECT is_in_recovery FROM pgwatch2.source WHERE name = 'FOLLOWER'"))[0] === false,
  );
  const afterPromotion = await countOf('wal_receiver', 'FOLLOWER');
  await end(collector);
  await primary.kill();
  collector = startCollector(store.database.url, { SALES: standbyUrl() });
  await untilMore('db_stats', 'SALES', 3);
  expect(await countOf('wal_receiver', 'FOLLOWER')).toBe(afterPromotion);
  expect(await countOf('wal_receiver', 'SALES')).toBe(0);

  const changes = await store.values(
    "SELECT at FROM pgwatch2.server_change JOIN pgwatch2.source s ON s.id = source_id WHERE s.name = 'SALES'",
  );
  expect(changes).toHaveLength(2);

  // The counters themselves did leap, and without knowing better that is what a chart would show.
  const counters = (
    await store.values(
      `SELECT xact_commit::float8 FROM samples.db_stats JOIN pgwatch2.source s ON s.id = source_id
       WHERE s.name = 'SALES' ORDER BY time`,
    )
  ).map(Number);
  const steps = counters.map((counter, index) => counter - (counters[index - 1] ?? counter));
  expect(Math.max(...steps)).toBeGreaterThan(commitsOfStandby / 2);
  expect(Math.min(...steps)).toBeLessThan(0);
  const drawn = (await readSource(store.client, 'SALES'))?.sparklines.transactionsPerSecond.values;
  const rates = (drawn ?? []).filter((value) => value !== null);
  expect(rates.length).toBeGreaterThan(3);
  expect(Math.min(...rates)).toBeGreaterThanOrEqual(0);
  expect(Math.max(...rates)).toBeLessThan(absurdPerSecond);
}, 180_000);
