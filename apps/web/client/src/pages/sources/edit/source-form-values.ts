import type { SourceSettings } from '../../../api/contract.js';

export interface IntervalRow {
  /** For React alone: rows have no other name while one is typed. */
  id: number;
  metric: string;
  /** As typed. */
  seconds: string;
}

export interface TagRow {
  id: number;
  key: string;
  value: string;
}

/** The settings of a source as fields hold them. */
export interface SourceFormValues {
  isEnabled: boolean;
  group: string;
  tags: TagRow[];
  preset: string;
  /** Empty: as of a primary. */
  presetStandby: string;
  customMetrics: IntervalRow[];
  hasOwnStandbyMetrics: boolean;
  customMetricsStandby: IntervalRow[];
  onlyIfPrimary: boolean;
}

export type EditedSettings = Omit<SourceSettings, 'name' | 'variable' | 'isAttached' | 'detachedAt' | 'version'>;

let lastId = 0;
export const newRowId = (): number => ++lastId;

export function toFormValues(settings: EditedSettings): SourceFormValues {
  return {
    isEnabled: settings.isEnabled,
    group: settings.group ?? '',
    tags: Object.entries(settings.tags).map(([key, value]) => ({ id: newRowId(), key, value })),
    preset: settings.preset,
    presetStandby: settings.presetStandby ?? '',
    customMetrics: toRows(settings.customMetrics),
    hasOwnStandbyMetrics: settings.customMetricsStandby !== null,
    customMetricsStandby: toRows(settings.customMetricsStandby ?? {}),
    onlyIfPrimary: settings.onlyIfPrimary,
  };
}

const toRows = (intervals: Record<string, number>): IntervalRow[] =>
  Object.entries(intervals).map(([metric, seconds]) => ({ id: newRowId(), metric, seconds: String(seconds) }));

/** What the API takes; a row without a name is left out, being one that nobody has begun. */
export function toSettings(values: SourceFormValues): EditedSettings {
  return {
    isEnabled: values.isEnabled,
    group: values.group.trim() || null,
    tags: Object.fromEntries(values.tags.filter(isBegun).map(({ key, value }) => [key.trim(), value])),
    preset: values.preset,
    presetStandby: values.presetStandby || null,
    customMetrics: toIntervals(values.customMetrics),
    customMetricsStandby: values.hasOwnStandbyMetrics ? toIntervals(values.customMetricsStandby) : null,
    onlyIfPrimary: values.onlyIfPrimary,
  };
}

const isBegun = ({ key, value }: TagRow): boolean => key.trim() !== '' || value !== '';

const toIntervals = (rows: IntervalRow[]): Record<string, number> =>
  Object.fromEntries(
    // What is no number becomes none, which the schema refuses.
    rows.filter(({ metric }) => metric !== '').map(({ metric, seconds }) => [metric, toSeconds(seconds)]),
  );

const toSeconds = (typed: string): number => (typed.trim() === '' ? Number.NaN : Number(typed));
