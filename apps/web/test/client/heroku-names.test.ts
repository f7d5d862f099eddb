import { expect, it } from '@jest/globals';
import { isName, suggestName } from '../../client/src/pages/heroku/suggest-name.js';

const suggest = (app: string, attachment = 'DATABASE', taken: string[] = []) =>
  suggestName({ app, ownerAttachments: [attachment] }, new Set(taken));

it('suggests a name that can stand in a config var and that nobody has, after app and attachment', () => {
  expect(suggest('my-shop')).toBe('MY_SHOP');
  expect(suggest('my-shop', 'HEROKU_POSTGRESQL_AMBER')).toBe('MY_SHOP_AMBER');
  expect(suggest('my-shop', 'DATABASE', ['MY_SHOP', 'MY_SHOP_2'])).toBe('MY_SHOP_3');
  expect(suggest('7-of-9')).toBe('OF_9');
  expect(suggest('42')).toBe('DB');
  for (const app of ['a'.repeat(80), 'x-connection-pool', '9', 'ü-shop']) {
    expect(isName(suggest(app, 'REPORTS', ['X']))).toBe(true);
  }
  for (const wrong of ['', '1A', 'a', 'A-B', 'A_CONNECTION_POOL', 'A'.repeat(51)]) expect(isName(wrong)).toBe(false);
});
