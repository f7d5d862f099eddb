import { expect, it } from '@jest/globals';
import { connect, createLogger } from '@pgwatch-heroku/shared';
import { createTestDatabase, startFaultyProxy, until } from '@pgwatch-heroku/testkit';
import { prepareTables } from '../src/prepare-tables.js';
import { beginSql } from '../src/sql/load.js';
import { initLockSql } from '../src/sql/schema.js';

it('gives up on a server that freezes while the tables are made', async () => {
  const database = await createTestDatabase();
  const proxy = await startFaultyProxy(database.url);
  const open = () => connect({ url: database.url, label: 'sample', applicationName: 'test' });
  const [observer, obstacle] = await Promise.all([open(), open()]);
  await obstacle.query(beginSql);
  await obstacle.query(initLockSql);

  const options = { scale: 1, maxMegabytes: 300 };
  const log = createLogger({ name: 'test', level: 'silent' });
  const preparing = prepareTables({ variable: 'MONITOREDDB_URL', url: proxy.url }, options, log, 8_000);
  const ended = expect(preparing).rejects.toMatchObject({ code: 'unavailable' });
  await until('the runner stands at the obstacle', async () => {
    const { rowCount } = await observer.query(
      `SELECT FROM pg_stat_activity WHERE datname = current_database()
        AND application_name = 'pgwatch-heroku-pgbench' AND wait_event_type = 'Lock'`,
    );
    return rowCount === 1;
  });
  proxy.freeze();
  await ended;

  await Promise.all([observer.end(), obstacle.end(), proxy.close()]);
  await database.drop();
});
