import { expect, it } from '@jest/globals';
import { createHerokuClient, readHerokuApiUrls } from '../src/index.js';

const heroku = { apiUrl: 'https://api.heroku.com', dataUrl: 'https://api.data.heroku.com' };
const local = { apiUrl: 'http://localhost:5099', dataUrl: 'http://localhost:5099' };

it.each([
  [{}, heroku],
  [{ HEROKU_HOST: '' }, heroku],
  [{ HEROKU_HOST: 'heroku.com' }, heroku],
  [{ HEROKU_HOST: 'herokudev.com' }, { ...heroku, apiUrl: 'https://api.herokudev.com' }],
  [{ HEROKU_HOST: 'http://localhost:5099' }, local],
  [{ HEROKU_HOST: 'http://localhost:5099/', HEROKU_DATA_HOST: 'localhost' }, local],
  [{ HEROKU_HOST: 'http://localhost:5099', HEROKU_POSTGRESQL_HOST: 'localhost' }, local],
  [
    { HEROKU_HOST: 'https://127.0.0.1:5443', HEROKU_DATA_HOST: 'localhost' },
    { apiUrl: 'https://127.0.0.1:5443', dataUrl: 'https://localhost:5443' },
  ],
  [{ HEROKU_DATA_HOST: 'data.herokai.com' }, { ...heroku, dataUrl: 'https://data.herokai.com' }],
])('finds both APIs by %j', (env, urls) => {
  expect(readHerokuApiUrls(env)).toEqual(urls);
});

it.each([
  { HEROKU_HOST: 'evil.example.com' },
  { HEROKU_HOST: 'https://evil.example.com' },
  { HEROKU_HOST: 'https://heroku.com.evil.example.com' },
  { HEROKU_HOST: 'https://notheroku.com' },
  { HEROKU_HOST: 'http://localhost.evil.example.com' },
  { HEROKU_HOST: 'https://api.heroku.com@evil.example.com' },
  { HEROKU_HOST: 'http://api.heroku.com' },
  { HEROKU_HOST: 'http://' },
  { HEROKU_DATA_HOST: 'evil.example.com' },
  { HEROKU_DATA_HOST: 'localhost:5098' },
  { HEROKU_DATA_HOST: 'x@evil.example.com' },
  { HEROKU_HOST: 'http://localhost:5099', HEROKU_DATA_HOST: 'api.data.heroku.com' },
])('gives the key to no other host: %j', (env) => {
  expect(() => readHerokuApiUrls(env)).toThrow(expect.objectContaining({ code: 'configuration' }));
});

it('checks what the client is given, too', () => {
  const create = (apiUrl: string) => () => createHerokuClient({ apiKey: 'key', apiUrl });
  expect(create('https://evil.example.com')).toThrow('apiUrl is neither a host of Heroku');
  expect(create('http://localhost:5099')).not.toThrow();
});
