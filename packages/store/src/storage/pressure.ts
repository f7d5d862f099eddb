import type { StoreGrowth } from '../read/read-store-growth.js';
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
export const tightenAt = 0.85;
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
/** Growth that was measured for less says little of a day. */
const measuredAtLeastDays = 1;
/** A forecast that lets a level go is this much better than one that asks for it: growth is not the same every day. */
const forecastLoosenBelow = 0.8;

export interface Size {
  sizeBytes: number;
  budgetBytes: number | undefined;
  now: Date;
  /** What is to be kept as long as there is room. */
  wanted: HistoryDays;
  growth: StoreGrowth | null;
}

/**
 * What follows from the size of the store.
 *
 * @param previous undefined at the first time.
 */
export function nextPressure(previous: Pressure | undefined, size: Size): Pressure {
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
  const forecast = (other: number) => forecastBytes(size, level, other) / budgetBytes;
  if (share >= tightenAt && level < maxLevel && current.isApplied && (ageMs >= tightenEveryMs || ageMs < 0)) level++;
  else if (share < tightenAt && forecast(level) >= tightenAt) level = levelThatFits(level, forecast);
  else if (share < loosenBelow && level > 0 && ageMs >= loosenEveryMs && forecast(level - 1) < forecastLoosenBelow) {
    level--;
  }
  const isCoreOnly = share >= (current.coreOnlySince ? allAgainBelow : coreOnlyAt);
  return {
    level,
    levelSince: level === current.level ? current.levelSince : now,
    isApplied: level === current.level && current.isApplied,
    coreOnlySince: isCoreOnly ? (current.coreOnlySince ?? now) : null,
  };
}

/**
 * What the store will have grown to when the oldest of its fetches are old enough to be thinned at a level: until then
 * nothing makes room. Later it grows by what is left of thinned fetches, slowly enough to be met when it is there.
 */
function forecastBytes(
  { sizeBytes, wanted, growth }: Omit<Size, 'budgetBytes'>,
  present: number,
  level: number,
): number {
  if (growth === null || growth.measuredDays < measuredAtLeastDays) return sizeBytes;
  const rawDays = (of: number) => tightenHistory(wanted, of).rawDays;
  const filledDays = Math.min(rawDays(present), growth.storeAgeDays);
  return sizeBytes + growth.bytesPerDay * Math.max(0, rawDays(level) - filledDays);
}

/**
 * The room that all of the wanted history needs, with what has to stay free; undefined before a day of growth was
 * measured.
 */
export function forecastWanted(size: Omit<Size, 'budgetBytes'>): number | undefined {
  if (size.growth === null || size.growth.measuredDays < measuredAtLeastDays) return undefined;
  return forecastBytes(size, 0, 0) / tightenAt;
}

/** The first level that does not fill the store: early, while what it keeps away from the store is not there yet. */
function levelThatFits(level: number, forecast: (level: number) => number): number {
  let next = level;
  while (next < maxLevel && forecast(next) >= tightenAt) next++;
  return next;
}

/** The history that a level leaves of what was asked for. */
export function tightenHistory({ rawDays, tenMinutesDays, retentionDays }: HistoryDays, level: number): HistoryDays {
  const share = sharePerLevel ** level;
  const raw = Math.max(1, Math.round(Math.min(rawDays, retentionDays) * share));
  const retention = Math.max(raw, Math.round(retentionDays * share));
  const ten = Math.min(retention, Math.max(raw, Math.round(tenMinutesDays * share)));
  return { rawDays: raw, tenMinutesDays: ten, retentionDays: retention };
}
