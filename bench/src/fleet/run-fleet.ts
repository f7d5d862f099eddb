import type { Report } from '../figure.js';
import { type FleetFigures, type FleetOptions, measureFleet } from './measure-fleet.js';

/** Above this many sources the bars are those of a large fleet. */
const smallFleet = 100;

/** Many sources on one collector dyno. */
export async function runFleet(options: Omit<FleetOptions, 'say'>, { say, add }: Report): Promise<FleetFigures> {
  const { sources, minutes, factor, hanging } = options;
  say(
    `\n${sources} sources for ${minutes} min, preset heroku_postgres, intervals divided by ${factor}${hanging > 0 ? `, ${hanging} hanging` : ''} ...`,
  );
  const figures = await measureFleet({ ...options, say });
  const isSmall = sources <= smallFleet;
  const name = `${sources} sources${hanging > 0 ? `, ${hanging} hanging` : ''}`;
  add(`${name}: collector CPU at real intervals`, figures.collectorCpuPercent, '% of a core', isSmall ? 6 : 25);
  add(`${name}: collector resident memory, peak`, figures.residentMegabytes.peak, 'MB', isSmall ? 150 : 300);
  add(`${name}: lateness of a tick, p50`, figures.latenessMs.p50, 'ms');
  add(`${name}: lateness of a tick, p99`, figures.latenessMs.p99, 'ms', 1_000);
  add(`${name}: connections per source, at most`, figures.connectionsPerSource, '', 2);
  add(`${name}: our statements on a source, per minute`, figures.monitoredMsPerSourceAndMinute, 'ms');
  add(`${name}: CPU of the store`, figures.storeCpuSeconds, 's');
  add(`${name}: fetches`, figures.fetches, '');
  add(`${name}: samples`, figures.samples, '');
  if (figures.eventLoopDelayMs !== null) add(`${name}: event-loop delay, p99`, figures.eventLoopDelayMs, 'ms');
  return figures;
}
