import { latestValue, type Point, toPoints, toRates } from './points.js';
import type { DatabaseReadings, SessionReadings } from './read-readings.js';
import type { SourceRow } from './read-source-rows.js';

export type SourceState = 'up' | 'down' | 'unknown' | 'paused';

/** A source with its latest figures; null where nothing recent is known. */
export interface SourceFigures
  extends Omit<SourceRow, 'isUp' | 'isEnabled' | 'detachedAt' | 'checkedAt' | 'certificateChangedAt'> {
  state: SourceState;
  /** What to know about it although it may be up. */
  notice: string | null;
  sizeBytes: number | null;
  transactionsPerSecond: number | null;
  sessions: number | null;
  activeSessions: number | null;
  /** 0 to 1, over the last 30 minutes. */
  cacheHitRatio: number | null;
  /** The last 30 minutes, oldest first. */
  sparklines: { transactionsPerSecond: Point[]; sessions: Point[] };
}

/** A figure that is older than a few intervals is not the present any more. */
const maxAgeSeconds = 300;

export interface Readings {
  database: DatabaseReadings | undefined;
  sessions: SessionReadings | undefined;
  sizeBytes: number | undefined;
}

export function toSourceFigures(row: SourceRow, readings: Readings, now: Date): SourceFigures {
  const { isUp, isEnabled, detachedAt, checkedAt, certificateChangedAt, ...rest } = row;
  const { database, sessions } = readings;
  const transactionsPerSecond = toRates(database?.transactions ?? []);
  const total = toPoints(sessions?.total ?? []);
  return {
    ...rest,
    ...stateOf(row, now),
    notice: certificateChangedAt ? certificateNotice(certificateChangedAt) : null,
    sizeBytes: readings.sizeBytes ?? null,
    transactionsPerSecond: latestValue(transactionsPerSecond, now, maxAgeSeconds),
    sessions: latestValue(total, now, maxAgeSeconds),
    activeSessions: latestValue(toPoints(sessions?.active ?? []), now, maxAgeSeconds),
    cacheHitRatio: database ? hitRatio(database) : null,
    sparklines: { transactionsPerSecond, sessions: total },
  };
}

function stateOf(row: SourceRow, now: Date): { state: SourceState; reason: string | null } {
  if (row.detachedAt) {
    const reason = `${row.variable ?? 'Its config var'} is gone since ${row.detachedAt.toISOString()}; the history is kept.`;
    return { state: 'paused', reason };
  }
  if (!row.isEnabled) return { state: 'paused', reason: 'It is switched off.' };
  if (row.isUp === null || !row.checkedAt) {
    return { state: 'unknown', reason: 'The collector has not connected to it yet.' };
  }
  const ageSeconds = Math.round((now.getTime() - row.checkedAt.getTime()) / 1_000);
  if (ageSeconds > maxAgeSeconds) {
    return { state: 'unknown', reason: `The collector has not reported for ${Math.round(ageSeconds / 60)} minutes.` };
  }
  return row.isUp ? { state: 'up', reason: null } : { state: 'down', reason: row.reason };
}

const certificateNotice = (at: Date): string =>
  `Its TLS certificate changed on ${at.toISOString()}: expected after a failover, an upgrade or a renewal.`;

function hitRatio({ blocksHit, blocksRead }: DatabaseReadings): number | null {
  let [hit, read] = [0, 0];
  for (let index = 1; index < blocksHit.length && index < blocksRead.length; index++) {
    const moreHit = (blocksHit[index]?.value ?? 0) - (blocksHit[index - 1]?.value ?? 0);
    const moreRead = (blocksRead[index]?.value ?? 0) - (blocksRead[index - 1]?.value ?? 0);
    if (moreHit < 0 || moreRead < 0) continue; // reset
    hit += moreHit;
    read += moreRead;
  }
  return hit + read > 0 ? hit / (hit + read) : null;
}
