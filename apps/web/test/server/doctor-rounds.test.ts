import { afterAll, afterEach, beforeAll, expect, it } from '@jest/globals';
import { readEnvironment } from '@pgwatch-heroku/doctor';
import { type Client, createLogger, type Pool, SourceAccess } from '@pgwatch-heroku/shared';
import { readFleet } from '@pgwatch-heroku/store';
import { createTestRole, type TestDatabase, until } from '@pgwatch-heroku/testkit';
import { createPools } from '../../src/create-pools.js';
import { Doctor } from '../../src/doctor/doctor.js';
import { forgetStatesSql, pauseAllSql, resumeAllSql } from './sql/sources.js';
import { createStore, fillStore, open } from './support/store.js';

let database: TestDatabase;
let client: Client;
let reading: Pool;
let salesUrl: string;
let stopping = new AbortController();
let going: Promise<void> = Promise.resolve();

beforeAll(async () => {
  database = await createStore();
  client = await open(database.superuserUrl);
  await fillStore(client);
  await client.query(forgetStatesSql);
  salesUrl = await createTestRole(database, 'sales');
  reading = createPools(database.superuserUrl, 'the Collector DB').reading;
});
afterEach(async () => {
  stopping.abort();
  await going;
});
afterAll(async () => {
  await reading.end();
  await client.end();
  await database.drop();
});

const silent = createLogger({ name: 'web', level: 'fatal', destination: { write: () => undefined } });

/** A dyno that has just started, with how often it opened a connection. */
function start(pool = reading) {
  const attached = new Map([
    ['SALES', { variable: 'SALES_URL', url: salesUrl }],
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
    ...{ reading: pool, access, environment: readEnvironment({}) },
    ...{ history: { rawDays: 14, retentionDays: 365 }, grafana: () => ({ state: 'elsewhere' as const }) },
  });
  stopping = new AbortController();
  going = doctor.goRound({
    ...{ log: silent, signal: stopping.signal },
    times: { firstDelayMs: 0, pauseMs: 0, everyMs: 20 },
  });
  return { doctor, dialled };
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
  let lists = 0;
  const query = reading.query.bind(reading);
  const counting = Object.assign(Object.create(reading) as Pool, {
    query: (...given: Parameters<Pool['query']>) => {
      lists += 1;
      return query(...given);
    },
  });
  const { dialled } = start(counting);
  await until('both were asked', async () => dialled.length >= 2);
  const before = lists;
  // A round that finds nothing to do asks the Collector DB once.
  await until('ten more rounds are over', async () => lists >= before + 10);
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
  const { doctor } = start(flaky);
  await until('SALES was looked at', async () => (await findingOf(doctor, 'SALES')) !== null);
});
