import { afterAll, afterEach, beforeAll, expect, it } from '@jest/globals';
import { readEnvironment } from '@pgwatch-heroku/doctor';
import { type Client, createLogger, type Pool, SourceAccess } from '@pgwatch-heroku/shared';
import { readFleet } from '@pgwatch-heroku/store';
import { createTestRole, startFaultyProxy, type TestDatabase, until } from '@pgwatch-heroku/testkit';
import { createPools } from '../../src/create-pools.js';
import { Doctor } from '../../src/doctor/doctor.js';
import {
  addSilentSql,
  callWellSql,
  forgetFindingsSql,
  forgetStatesSql,
  listFindingsSql,
  pauseAllSql,
  resumeAllSql,
} from './sql/sources.js';
import { createStore, fillStore, open } from './support/store.js';

let database: TestDatabase;
let client: Client;
let reading: Pool;
let writing: Pool;
let salesUrl: string;
let stopping = new AbortController();
let going: Promise<void> = Promise.resolve();

beforeAll(async () => {
  database = await createStore();
  client = await open(database.superuserUrl);
  await fillStore(client);
  await client.query(forgetStatesSql);
  salesUrl = await createTestRole(database, 'sales');
  ({ reading, sessions: writing } = createPools(database.superuserUrl, 'the Collector DB'));
});
afterEach(async () => {
  stopping.abort();
  await going;
});
afterAll(async () => {
  await reading.end();
  await writing.end();
  await client.end();
  await database.drop();
});

const silentNames = Array.from({ length: 12 }, (_, place) => `A_SILENT_${place}`);
const silent = createLogger({ name: 'web', level: 'fatal', destination: { write: () => undefined } });

/** A dyno that has just started, with how often it opened a connection. */
function start({ pool = reading, firstDelayMs = 0, url = salesUrl, silentUrl = '' } = {}) {
  const attached = new Map([
    ...Array.from(silentNames, (name) => [name, { variable: `${name}_URL`, url: silentUrl }] as const),
    ['SALES', { variable: 'SALES_URL', url }],
    ['ARCHIVE', { variable: 'ARCHIVE_URL', url: 'postgres://u:p@127.0.0.1:1/archive' }],
  ]);
  const access = new SourceAccess({
    ...{ attached, secretKey: 'a-key-of-the-test-0123456789', allowUrlSources: true, networks: [], ports: [5432] },
  });
  const dialled: string[] = [];
  const addressOf = access.addressOf.bind(access);
  access.addressOf = (name, sealedUrl) => {
    dialled.push(name);
    return addressOf(name, sealedUrl);
  };
  const doctor = new Doctor({
    ...{ reading: pool, writing, access, environment: readEnvironment({}) },
    ...{ history: { rawDays: 14, retentionDays: 365 }, grafana: () => ({ state: 'elsewhere' as const }) },
  });
  stopping = new AbortController();
  going = doctor.goRound({
    ...{ log: silent, signal: stopping.signal },
    times: { firstDelayMs, pauseMs: 0, everyMs: 20 },
  });
  return { doctor, dialled };
}

/** Counts what the Collector DB is asked. */
function countingPool() {
  let queries = 0;
  const query = reading.query.bind(reading);
  const pool = Object.assign(Object.create(reading) as Pool, {
    query: (...given: Parameters<Pool['query']>) => {
      queries += 1;
      return query(...given);
    },
  });
  return { pool, queries: () => queries };
}

async function findingOf(doctor: Doctor, name: string) {
  const figures = (await readFleet(reading)).find((one) => one.name === name);
  if (!figures) throw new Error(`there is no ${name}`);
  return doctor.findingOf(figures);
}

it('knows after a start what is wrong with a source, though nobody has opened its page', async () => {
  const { doctor } = start();
  expect(await findingOf(doctor, 'SALES')).toBeNull();
  await until('SALES was looked at', async () => (await findingOf(doctor, 'SALES')) !== null);
  expect(await findingOf(doctor, 'SALES')).toMatchObject({ level: 'warning' });
});

it('asks each source once, and not again at the rounds that follow', async () => {
  const counted = countingPool();
  const { dialled } = start({ pool: counted.pool });
  await until('both were asked', async () => dialled.length >= 2);
  const before = counted.queries();
  // A round that finds nothing to do asks the Collector DB once.
  await until('ten more rounds are over', async () => counted.queries() >= before + 10);
  expect(dialled.toSorted()).toEqual(['ARCHIVE', 'SALES']);
});

it('asks a paused source nothing, and looks at it when it is resumed', async () => {
  await client.query(pauseAllSql);
  const { doctor, dialled } = start();
  await until('a round is over', async () => (await doctor.examineSource('SALES', 'old'))?.checkedAt !== null);
  expect(dialled).toEqual([]);
  await client.query(resumeAllSql);
  await until('SALES was looked at', async () => (await findingOf(doctor, 'SALES')) !== null);
});

it('goes on after a time in which the Collector DB was away', async () => {
  let asked = 0;
  const query = reading.query.bind(reading);
  const flaky = Object.assign(Object.create(reading) as Pool, {
    query: (...given: Parameters<Pool['query']>) => {
      if (++asked <= 2) throw new Error('away');
      return query(...given);
    },
  });
  const { doctor } = start({ pool: flaky });
  await until('SALES was looked at', async () => (await findingOf(doctor, 'SALES')) !== null);
});

it('says after a restart at once what sources said before it, and asks anew only those it cannot call well', async () => {
  await client.query(forgetFindingsSql);
  const first = start();
  await until('SALES was asked, and that is kept', async () => (await client.query(listFindingsSql)).rowCount === 1);
  const said = await findingOf(first.doctor, 'SALES');
  stopping.abort();
  await going;

  // Before it asks anybody.
  const second = start({ firstDelayMs: 600_000 });
  await until('what was kept is read', async () => (await findingOf(second.doctor, 'SALES')) !== null);
  expect(await findingOf(second.doctor, 'SALES')).toEqual(said);
  expect(second.dialled).toEqual([]);
  stopping.abort();
  await going;

  await client.query(callWellSql, ['SALES']);
  const counted = countingPool();
  const third = start({ pool: counted.pool });
  await until('ARCHIVE was asked', async () => third.dialled.length > 0);
  const before = counted.queries();
  await until('ten more rounds are over', async () => counted.queries() >= before + 10);
  expect(third.dialled).toEqual(['ARCHIVE']);
});

it('asks a source after a restart that was well and then could not be reached', async () => {
  const first = start();
  await until('SALES was asked', async () => (await first.doctor.examineSource('SALES', 'old'))?.checkedAt !== null);
  stopping.abort();
  await going;
  await client.query(callWellSql, ['SALES']);
  expect((await client.query(listFindingsSql)).rowCount).toBe(1);

  const second = start({ firstDelayMs: 600_000, url: 'postgres://u:p@127.0.0.1:1/sales' });
  await second.doctor.examineSource('SALES', 'all');
  await until('it is no longer kept as well', async () => (await client.query(listFindingsSql)).rowCount === 0);
  stopping.abort();
  await going;

  const third = start();
  await until('SALES was asked again', async () => third.dialled.includes('SALES'));
});

it('does not wait for a dozen servers that are silent with one that answers', async () => {
  const proxy = await startFaultyProxy(salesUrl);
  proxy.freeze();
  await client.query(forgetFindingsSql);
  await client.query(addSilentSql, [silentNames]);
  const { doctor } = start({ silentUrl: proxy.url });
  const askedAt = async (name: string) =>
    doctor.askedAt((await readFleet(reading)).find((one) => one.name === name)?.id ?? 0);
  // The last of all, by its name.
  await until('SALES was asked', async () => (await askedAt('SALES')) !== null);
  expect(await Promise.all(silentNames.map(askedAt))).toEqual(silentNames.map(() => null));
  stopping.abort();
  await proxy.close();
  await until('the silent ones were told to have failed', async () => (await askedAt('A_SILENT_11')) !== null);
});
