import type { DatabaseReadings, Line, SessionReadings } from './read-readings.js';
import type { SourceRow } from './read-source-rows.js';

export type SourceState = 'up' | 'down' | 'unknown' | 'paused';

/** A source with its latest figures; null where nothing recent is known. */
export interface SourceFigures
  extends Omit<
    SourceRow,
    'isUp' | 'detachedAt' | 'vanishedAt' | 'checkedAt' | 'certificateChangedAt' | 'firstProblem'
  > {
  state: SourceState;
  /** What to know about it although it may be up. */
  notice: string | null;
  sizeBytes: number | null;
  transactionsPerSecond: number | null;
  sessions: number | null;
  activeSessions: number | null;
  /** For a lock. */
  waitingSessions: number | null;
  /** How far a standby is behind. */
  lagSeconds: number | null;
  /** The worst that is known to be wrong with it. */
  finding: { level: 'error' | 'warning'; text: string } | null;
  /** 0 to 1, over the last 30 minutes. */
  cacheHitRatio: number | null;
  /** The last 30 minutes, oldest first. */
  sparklines: { transactionsPerSecond: Line; sessions: Line };
}

/** A figure that is older than a few intervals is not the present any more. */
const maxAgeSeconds = 300;

export interface Readings {
  database: DatabaseReadings | undefined;
  sessions: SessionReadings | undefined;
  sizeBytes: number | undefined;
  lagSeconds: number | undefined;
}

export function toSourceFigures(row: SourceRow, readings: Readings, now: Date): SourceFigures {
  const { isUp, detachedAt, vanishedAt, checkedAt, certificateChangedAt, firstProblem, ...rest } = row;
  const { database, sessions } = readings;
  const transactionsPerSecond = database?.transactionsPerSecond ?? noLine;
  const total = sessions?.total ?? noLine;
  const sessionsNow = latestValue(total, now);
  const state = stateOf(row, now);
  const notice = certificateChangedAt ? certificateNotice(certificateChangedAt) : null;
  return {
    ...rest,
    ...state,
    notice,
    finding: worstOf(state, [notice, firstProblem]),
    sizeBytes: readings.sizeBytes ?? null,
    transactionsPerSecond: latestValue(transactionsPerSecond, now),
    sessions: sessionsNow,
    activeSessions: sessionsNow === null ? null : (sessions?.active ?? null),
    waitingSessions: sessionsNow === null ? null : (sessions?.waiting ?? null),
    lagSeconds: readings.lagSeconds ?? null,
    cacheHitRatio: database?.cacheHitRatio ?? null,
    sparklines: { transactionsPerSecond, sessions: total },
  };
}

function stateOf(row: SourceRow, now: Date): { state: SourceState; reason: string | null } {
  if (row.detachedAt) {
    const reason = `${row.variable ?? 'Its config var'} is gone since ${row.detachedAt.toISOString()}; the history is kept.`;
    return { state: 'paused', reason };
  }
  if (!row.isEnabled && row.vanishedAt) {
    const reason = `Its server has no such database any more since ${row.vanishedAt.toISOString()}; the history is kept.`;
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

function worstOf(
  { state, reason }: { state: SourceState; reason: string | null },
  warnings: (string | null)[],
): SourceFigures['finding'] {
  if (state === 'paused') return null;
  if (state !== 'up') return { level: state === 'down' ? 'error' : 'warning', text: reason ?? 'It is down.' };
  const warning = warnings.find((text) => text !== null);
  return warning ? { level: 'warning', text: warning } : null;
}

const certificateNotice = (at: Date): string =>
  `Its TLS certificate changed on ${at.toISOString()}: expected after a failover, an upgrade or a renewal.`;

const noLine: Line = { atMs: [], values: [] };

/** The last value, unless it is of the past. */
function latestValue({ atMs, values }: Line, now: Date): number | null {
  const last = atMs.at(-1);
  return last !== undefined && now.getTime() - last <= maxAgeSeconds * 1_000 ? (values.at(-1) ?? null) : null;
}
