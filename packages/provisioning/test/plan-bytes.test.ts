import { expect, it } from '@jest/globals';
import { planBytes } from '../src/storage/plan-bytes.js';

const gigabyte = 1024 ** 3;

it('knows the room of the plans whose name tells it, with and without the service before the name', () => {
  const rooms = { 'essential-0': 1, 'essential-1': 10, 'essential-2': 32 };
  for (const [plan, gigabytes] of Object.entries(rooms)) {
    expect(planBytes(plan)).toBe(gigabytes * gigabyte);
    expect(planBytes(`heroku-postgresql:${plan}`)).toBe(gigabytes * gigabyte);
  }
  for (const tier of ['standard', 'premium', 'private', 'shield']) {
    expect(planBytes(`heroku-postgresql:${tier}-0`)).toBe(64 * gigabyte);
    expect(planBytes(`heroku-postgresql:${tier}-2`)).toBe(256 * gigabyte);
  }
});

it('guesses nothing of a plan that it does not know, or that only begins like one', () => {
  for (const plan of [
    '',
    'essential-9',
    'standard-00',
    'xstandard-0',
    'standard-0x',
    'mini',
    'hobby-dev',
    'advanced-0',
  ])
    expect(planBytes(plan)).toBeUndefined();
});
