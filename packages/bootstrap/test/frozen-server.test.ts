import { expect, it } from '@jest/globals';
import { connect } from '@pgwatch-heroku/shared';
import { createTestDatabase, startFaultyProxy, until } from '@pgwatch-heroku/testkit';
import { bootstrapCollector } from '../src/bootstrap-collector.js';
import { captureLog } from './support.js';

it('gives up on a server that freezes in the middle of the work', async () => {
  const database = await createTestDatabase();
  const proxy = await startFaultyProxy(database.url);
  const { log } = captureLog();
  const open = () => connect({ url: database.superuserUrl, label: 'test', applicationName: 'observer' });
  const [observer, obstacle] = await Promise.all([open(), open()]);
  await obstacle.query('BEGIN');
  await obstacle.query('CREATE SCHEMA samples');

  const bootstrap = bootstrapCollector({ url: proxy.url, log, deadlineMs: 1_000 });
  const ended = expect(bootstrap).rejects.toMatchObject({
    code: 'unavailable',
    message: expect.stringContaining('DATABASE_URL was reached and lost again'),
    hint: expect.any(String),
  });
  await until('the bootstrap stands at the obstacle', async () => {
    const { rowCount } = await observer.query(
      `SELECT FROM pg_stat_activity
        WHERE datname = $1 AND application_name = 'pgwatch-heroku bootstrap' AND wait_event_type = 'Lock'`,
      [database.name],
    );
    return rowCount === 1;
  });
  proxy.freeze();
  await ended;

  await Promise.all([observer.end(), obstacle.end(), proxy.close()]);
  await database.drop();
});
