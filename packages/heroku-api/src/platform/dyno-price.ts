/** US dollars a month for one dyno, as Heroku's price list has them. */
const monthlyDollars: Record<string, number> = {
  eco: 5,
  basic: 7,
  'standard-1x': 25,
  'standard-2x': 50,
  'private-s': 225,
};

/** @param size `Basic`, `Standard-1X`. @returns cents a month; undefined for a size that we do not know the price of. */
export function dynoMonthlyCents(size: string): number | undefined {
  const dollars = monthlyDollars[size.toLowerCase()];
  return dollars === undefined ? undefined : dollars * 100;
}
