const gigabyte = 1024 ** 3;

/** https://devcenter.heroku.com/articles/heroku-postgres-plans: of Standard and up the number says the size. */
const gigabytesOf: readonly [RegExp, number][] = [
  [/^essential-0$/, 1],
  [/^essential-1$/, 10],
  [/^essential-2$/, 32],
  [/^(standard|premium|private|shield)-0$/, 64],
  [/^(standard|premium|private|shield)-2$/, 256],
];

/** Room of a plan by its name, `heroku-postgresql:essential-1`, in bytes; undefined for one that is not known here. */
export function planBytes(plan: string): number | undefined {
  const name = plan.slice(plan.indexOf(':') + 1);
  const found = gigabytesOf.find(([pattern]) => pattern.test(name));
  return found && found[1] * gigabyte;
}
