import type { RemovalPlan } from '../../api/contract.js';

type Thing = RemovalPlan['everything'][number];

/** `$12 a month`, with what has no price that Heroku names told beside it. */
export function monthlyPrice(things: readonly Thing[]): string {
  const cents = things.reduce((sum, { monthlyCents }) => sum + (monthlyCents ?? 0), 0);
  const unpriced = things.filter(({ monthlyCents }) => monthlyCents === null).map(({ name }) => name);
  const dollars = `$${cents % 100 === 0 ? cents / 100 : (cents / 100).toFixed(2)} a month`;
  if (unpriced.length === 0) return dollars;
  return `${cents === 0 ? '' : `${dollars} and `}what ${unpriced.join(', ')} ${unpriced.length === 1 ? 'costs' : 'cost'}`;
}
