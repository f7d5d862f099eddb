import type { Report } from '../figure.js';
import { measureOutage, type OutageFigures, type OutageOptions } from './measure-outage.js';

/** The store goes away and comes back: what is lost, what waiting takes, and how fast it is made up for. */
export async function runOutage(options: Omit<OutageOptions, 'say'>, { say, add }: Report): Promise<OutageFigures> {
  const { sources, minutes, factor } = options;
  const name = `store away ${minutes} min, ${sources} sources`;
  say(`\n${sources} sources, a store that is away for ${minutes} minutes, ${factor} times as fast ...`);
  const figures = await measureOutage({ ...options, say });
  add(`${name}: the clock runs faster by`, factor, '');
  add(`${name}: rows of the outage`, figures.rows, '');
  add(`${name}: ticks lost`, figures.missing, '', 0);
  add(`${name}: more memory`, figures.extraMegabytes, 'MB', 30);
  add(`${name}: until a row that is newer is stored`, figures.liveSeconds, 's');
  add(`${name}: caught up after`, figures.catchUpSeconds, 's', 30);
  add(`${name}: warnings in the log`, figures.warnings, '');
  return figures;
}
