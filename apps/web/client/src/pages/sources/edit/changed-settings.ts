import type { EditedSettings } from './source-form-values.js';

const names: Record<keyof EditedSettings, string> = {
  isEnabled: 'Enabled',
  group: 'Group',
  tags: 'Tags',
  preset: 'Preset',
  presetStandby: 'Preset while a standby',
  customMetrics: 'Intervals of its own',
  customMetricsStandby: 'Intervals while a standby',
  onlyIfPrimary: 'Only while a primary',
};
const fields = Object.keys(names) as (keyof EditedSettings)[];

/** Only what differs: what is not sent stays as others set it. */
export function changedSettings(before: EditedSettings, after: EditedSettings): Partial<EditedSettings> {
  return Object.fromEntries(
    fields.filter((field) => !isSame(before[field], after[field])).map((field) => [field, after[field]]),
  );
}

export interface SettingChange {
  field: string;
  before: string;
  after: string;
}

/** The same for people to read. */
export function describeChanges(before: EditedSettings, after: EditedSettings): SettingChange[] {
  return fields
    .filter((field) => !isSame(before[field], after[field]))
    .map((field) => ({ field: names[field], before: inWords(before[field]), after: inWords(after[field]) }));
}

function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(sorted(one)) === JSON.stringify(sorted(other));
}

function sorted(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  return Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
}

function inWords(value: EditedSettings[keyof EditedSettings]): string {
  if (value === null) return 'none';
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value === 'string') return value;
  const pairs = Object.entries(value).map(([key, inner]) => `${key}=${inner}`);
  return pairs.join(', ') || 'none';
}
