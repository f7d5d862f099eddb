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
  add(`${name}: intervals of the preset divided by`, factor, '');
  add(`${name}: fetches`, figures.fetches, '');
  add(`${name}: rows (a statement, table or index of a fetch counts as one)`, figures.samples, '');
  add(`${name}: collector CPU`, figures.collectorCpuSeconds, 's');
  add(`${name}: collector CPU at real intervals`, figures.collectorCpuPercent, '% of a core', isSmall ? 6 : 25);
  add(`${name}: CPU of the store`, figures.storeCpuSeconds, 's');
  add(`${name}: collector resident memory, peak`, figures.residentMegabytes.peak, 'MB', isSmall ? 150 : 300);
  say(
    '  lateness is that of ticks after the fleet has settled: what was due before it, as first fetches are, is not counted',
  );
  add(`${name}: lateness of a tick, p50`, figures.latenessMs.p50, 'ms');
  add(`${name}: lateness of a tick, p99`, figures.latenessMs.p99, 'ms', 1_000);
  add(`${name}: connections per source, at most`, figures.connectionsPerSource, '', 2);
  add(`${name}: our statements on a source, per minute`, figures.monitoredMsPerSourceAndMinute, 'ms');
  if (figures.eventLoopDelayMs !== null) add(`${name}: event-loop delay, p99`, figures.eventLoopDelayMs, 'ms');
  for (const [kind, count] of Object.entries(figures.warnings)) add(`${name}: warnings in the log: ${kind}`, count, '');
  // Of minutes: first pages and first texts weigh heavily, and the bars are for days (npm run bench).
  for (const [metric, bytes] of Object.entries(figures.bytesPerSample)) {
    add(`${name}: stored per row of ${metric}`, bytes, 'B');
  }
  return figures;
}
