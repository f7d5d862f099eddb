import { dayMs } from '../samples/days.js';
import type { HistoryDays } from '../samples/history.js';

/** How far the store has gone in keeping less. */
export interface Pressure {
  /** 0 is what was asked for; each level keeps less. */
  level: number;
  levelSince: Date;
  /** Whether any collector has carried the level out, so that the size shows what it brought. */
  isApplied: boolean;
  /** While set, only core metrics are written. */
  coreOnlySince: Date | null;
}

/** From here on history is shortened; what is thinned needs room itself, and a plan is never to be filled. */
const tightenAt = 0.85;
/** A level is taken back below this only: what it kept away from the store has to fit between the two. */
const loosenBelow = 0.7;
const coreOnlyAt = 0.95;
const allAgainBelow = 0.9;
/** Level 8 keeps 6 % of what was asked for: of 14 days one. */
const maxLevel = 8;
const sharePerLevel = 0.7;
/** A level is given this long to have its effect before the next. */
const tightenEveryMs = 4 * 60_000;
/** How much more a lower level fills the store takes days to be seen. */
const loosenEveryMs = dayMs;

/**
 * What follows from the size of the store.
 *
 * @param previous undefined at the first time.
 */
export function nextPressure(
  previous: Pressure | undefined,
  size: { sizeBytes: number; budgetBytes: number | undefined; now: Date },
): Pressure {
  const { sizeBytes, budgetBytes, now } = size;
  const current = previous ?? { level: 0, levelSince: now, isApplied: false, coreOnlySince: null };
  if (budgetBytes === undefined) {
    return current.level === 0
      ? { ...current, coreOnlySince: null }
      : { level: 0, levelSince: now, isApplied: false, coreOnlySince: null };
  }
  const share = sizeBytes / budgetBytes;
  const ageMs = now.getTime() - current.levelSince.getTime();
  let { level } = current;
  if (share >= tightenAt && level < maxLevel && current.isApplied && (ageMs >= tightenEveryMs || ageMs < 0)) level++;
  else if (share < loosenBelow && level > 0 && ageMs >= loosenEveryMs) level--;
  const isCoreOnly = share >= (current.coreOnlySince ? allAgainBelow : coreOnlyAt);
  return {
    level,
    levelSince: level === current.level ? current.levelSince : now,
    isApplied: level === current.level && current.isApplied,
    coreOnlySince: isCoreOnly ? (current.coreOnlySince ?? now) : null,
  };
}

/** The history that a level leaves of what was asked for. */
export function tightenHistory({ rawDays, tenMinutesDays, retentionDays }: HistoryDays, level: number): HistoryDays {
  const share = sharePerLevel ** level;
  const raw = Math.max(1, Math.round(Math.min(rawDays, retentionDays) * share));
  const retention = Math.max(raw, Math.round(retentionDays * share));
  const ten = Math.min(retention, Math.max(raw, Math.round(tenMinutesDays * share)));
  return { rawDays: raw, tenMinutesDays: ten, retentionDays: retention };
}
