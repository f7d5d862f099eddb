import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { quoteIdentifier } from '@pgwatch-heroku/shared';
import { createTestDatabase, createTestRole, type TestDatabase } from '@pgwatch-heroku/testkit';
import { bootstrapCollector } from '../src/bootstrap-collector.js';
import { bootstrapGrafana } from '../src/bootstrap-grafana.js';
import { bootstrapMonitored } from '../src/bootstrap-monitored.js';
import { captureLog, userOf, withClient } from './support.js';

interface Urls {
  pgwatch2Url: string;
  grafanaUrl: string;
  grafanaStoreUrl: string;
}

const { log } = captureLog();
const nothing = { changes: [], warnings: [], limits: [] };
let database: TestDatabase;
let monitored: TestDatabase;
let urls: Urls;

beforeAll(async () => {
  [database, monitored] = await Promise.all([createTestDatabase(), createTestDatabase()]);
  const make = async (name: string) => {
    const url = await createTestRole(database, name);
    await withClient(database.superuserUrl, (client) =>
      client.query(`GRANT ${quoteIdentifier(userOf(url))} TO ${database.owner} WITH ADMIN OPTION`),
    );
    return url;
  };
  urls = {
    pgwatch2Url: await make('pgwatch2'),
    grafanaUrl: await make('pgwatch2_grafana'),
    grafanaStoreUrl: await make('pgwatch2_grafana_store'),
  };
});
afterAll(async () => {
  await database.drop();
  await monitored.drop();
});

/** The temporary login that a rotation makes, as Heroku does. */
async function startRotation(url: string): Promise<string> {
  const rotating = new URL(url);
  rotating.username = `${userOf(url)}-rotating`;
  const login = quoteIdentifier(userOf(rotating.href));
  await withClient(database.superuserUrl, async (client) => {
    await client.query(`CREATE ROLE ${login} LOGIN PASSWORD '${rotating.password}'`);
    await client.query(`GRANT ${quoteIdentifier(userOf(url))} TO ${login}`);
  });
  return rotating.href;
}

/** Throws when anything belongs to the login or was granted to it. */
const endRotation = (url: string) =>
  withClient(database.superuserUrl, (client) => client.query(`DROP ROLE ${quoteIdentifier(userOf(url))}`));

const bootstrap = async (given: Urls) => {
  await bootstrapCollector({ url: database.url, pgwatch2Url: given.pgwatch2Url, log });
  await bootstrapGrafana({ url: database.url, ...given, log });
  await bootstrapMonitored({ url: monitored.url, monitoringRole: userOf(given.pgwatch2Url), log });
};
const rotated = async (): Promise<Urls> => ({
  pgwatch2Url: await startRotation(urls.pgwatch2Url),
  grafanaUrl: await startRotation(urls.grafanaUrl),
  grafanaStoreUrl: await startRotation(urls.grafanaStoreUrl),
});

it('during a rotation gives what is missing to the credentials, and nothing to their temporary logins', async () => {
  const during = await rotated();
  await bootstrap(during);
  for (const url of Object.values(during)) await endRotation(url);
  expect(await bootstrapCollector({ url: database.url, pgwatch2Url: urls.pgwatch2Url, log })).toEqual(nothing);
  expect(await bootstrapGrafana({ url: database.url, ...urls, log })).toEqual(nothing);
  expect(await bootstrapMonitored({ url: monitored.url, monitoringRole: userOf(urls.pgwatch2Url), log })).toEqual(
    nothing,
  );
});

it('a bootstrapped database needs no change and no repair while its credentials are rotated', async () => {
  await bootstrap(urls);
  const during = await rotated();
  expect(await bootstrapCollector({ url: database.url, pgwatch2Url: during.pgwatch2Url, log })).toEqual(nothing);
  expect(await bootstrapGrafana({ url: database.url, ...during, log })).toEqual(nothing);
  expect(await bootstrapMonitored({ url: monitored.url, monitoringRole: userOf(during.pgwatch2Url), log })).toEqual(
    nothing,
  );
  for (const url of Object.values(during)) await endRotation(url);
});
