import { isNotThere } from '@pgwatch-heroku/bootstrap';
import { exitCodes, missingHints } from '@pgwatch-heroku/shared';
import type { Phase } from './config.js';
import type { Outcome } from './outcome.js';

export interface Verdict {
  exitCode: number;
  /** Why the code is what it is, where that is not obvious. */
  reason?: string;
  /** What to do about it. */
  hint?: string;
  /** The Collector DB that did not answer in a release that passes: worth more than a line in the log. */
  away?: Outcome;
}

/**
 * Only the primary database decides; everything else is optional and has been warned about.
 *
 * A release whose Collector DB does not answer at all cannot know whether a schema was ever in it. The first release
 * often runs before the add-on is up, and failing it would fail the whole button, while a later one that passes does
 * little harm: every dyno waits for the schema and migrates it itself before it works (ensureSchema). So it passes,
 * unless something shows that the database has lived: it answered (full, out of disk, lost half-way), or another
 * credential of it is attached, which Heroku makes only on a running database. Why nothing else can tell, and why that
 * is safe: docs/adr/0004-release-passes-without-an-answer.md.
 *
 * A monitored database that is away never stops a release: no code of ours rests on a schema in it.
 */
export function decideExit(phase: Phase, outcomes: readonly Outcome[], hasLived: boolean): Verdict {
  const primary = outcomes.find((outcome) => outcome.isPrimary);
  if (!primary) return { exitCode: exitCodes.done, reason: 'this app has no database of its own' };
  const { state, error, part, label } = primary;
  if (state === 'absent') {
    const hint = missingHints[label];
    if (phase === 'release') return { exitCode: exitCodes.done, reason: `${part}: ${label} is not set yet`, hint };
    return {
      exitCode: exitCodes.configuration,
      reason: `${part}: ${label} is not set, and nothing works without it`,
      hint,
    };
  }
  if (state !== 'failed' || !error) return { exitCode: exitCodes.done };
  if (phase === 'release' && error.code === 'unavailable') {
    if (part === 'Monitored DB') return { exitCode: exitCodes.done, reason: `${part} is away; nothing depends on it` };
    if (isNotThere(error) && !hasLived) {
      return {
        exitCode: exitCodes.done,
        reason: `${part} does not answer and may not be there yet: the release passes, every dyno waits for it and makes the schema`,
        away: primary,
      };
    }
  }
  return { exitCode: error.exitCode };
}
