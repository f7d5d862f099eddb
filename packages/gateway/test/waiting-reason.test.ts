import { expect, it } from '@jest/globals';
import { connect } from '@pgwatch-heroku/shared';
import { createTestDatabase } from '@pgwatch-heroku/testkit';
import { waitingReason } from '../src/server/waiting-reason.js';

it('tells the kinds of failure apart without a word of the server', async () => {
  const database = await createTestDatabase({ connectionLimit: 1 });
  const failureOf = (url: string) =>
    connect({ url, label: 'DATABASE_URL', applicationName: 'test' }).then(
      () => new Error('it connected'),
      (error: unknown) => error,
    );
  const changed = (part: Partial<Pick<URL, 'password' | 'pathname' | 'port'>>) =>
    Object.assign(new URL(database.url), part).href;
  const databaseFailure = await failureOf(changed({ pathname: '/nobody' }));
  const holder = await connect({ url: database.url, label: 'test', applicationName: 'test' });
  const reasons = {
    full: waitingReason(await failureOf(database.url)),
    password: waitingReason(await failureOf(changed({ password: 'wrong' }))),
    database: waitingReason(databaseFailure),
    away: waitingReason(await failureOf(changed({ port: '9' }))),
    refused: waitingReason(await holder.query('CREATE ROLE r').catch((error: unknown) => error)),
  };
  expect(reasons).toEqual({
    full: 'It has no connection, memory or disk space left.',
    password: 'It refuses the login.',
    database: 'It refuses the login.',
    away: 'It cannot be reached.',
    refused: 'It answers, but its schema cannot be made.',
  });
  await holder.end();
  await database.drop();
});
