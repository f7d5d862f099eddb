import { afterAll, beforeAll, expect, it } from '@jest/globals';
import * as answers from './support/answers.js';
import { type FakeHeroku, failureOf, startFakeHeroku } from './support/fake-heroku.js';

let heroku: FakeHeroku;
beforeAll(async () => {
  heroku = await startFakeHeroku();
});
afterAll(() => heroku.close());

const page = (names: string[], next?: string) => ({
  status: next === undefined ? 200 : 206,
  body: names.map((name) => ({ ...answers.app, name })),
  headers: next === undefined ? {} : { 'next-range': next },
});

it('reads every page of a list, each one again where need be', async () => {
  heroku.reply(
    page(['a', 'b'], 'name ]b..; max=2'),
    { status: 503 },
    page(['c', 'd'], 'name ]d..; max=2'),
    page(['e']),
  );
  const apps = await heroku.client().apps.list();
  expect(apps.map(({ name }) => name)).toEqual(['a', 'b', 'c', 'd', 'e']);
  expect(heroku.asked.map(({ headers }) => headers['range'])).toEqual([
    undefined,
    'name ]b..; max=2',
    'name ]b..; max=2',
    'name ]d..; max=2',
  ]);
});

it('gives no half of a list when a later page fails', async () => {
  heroku.reply(page(['a'], 'name ]a..'), { status: 403 });
  expect(await failureOf(heroku.client().apps.list())).toMatchObject({ status: 403 });
});

it('does not read a page for ever that points to itself', async () => {
  heroku.reply(page(['a'], 'name ]a..'));
  expect(await failureOf(heroku.client().apps.list())).toMatchObject({ kind: 'unreadable' });
  expect(heroku.asked).toHaveLength(2);
});
