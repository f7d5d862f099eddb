import type { StoreState } from '@pgwatch-heroku/store';
import type { Family } from './family.js';

/** The Collector DB: how big it is and how much it keeps. */
export function storeFamilies(state: StoreState): Family[] {
  const gauge = (name: string, help: string, value: number | boolean | null): Family => ({
    name: `pgwatch2_store_${name}`,
    type: 'gauge',
    help,
    samples: value === null ? [] : [{ labels: {}, value: Number(value) }],
  });
  return [
    gauge('size_bytes', 'Size of the Collector DB when it was last looked at.', state.sizeBytes),
    gauge('budget_bytes', 'Size that its plan allows, where that is known.', state.budgetBytes),
    gauge('checked_timestamp_seconds', 'When it was last looked at.', state.checkedAt),
    gauge('level', 'How far history is shortened for want of room; 0 is not at all.', state.level),
    gauge('core_only', '1 while only core metrics are stored, because it is nearly full.', state.isCoreOnly),
    gauge('raw_days', 'Days that every fetch is kept at present.', state.history?.rawDays ?? null),
    gauge('retention_days', 'Days that samples are kept at all at present.', state.history?.retentionDays ?? null),
    gauge('relations', 'Tables and indexes in it.', state.relations),
  ];
}
