import type { Metric } from '../types.js';

const made = (name: string, description: string): Metric => ({
  name,
  description: `${description} Written by change_events.`,
  versions: [],
  appliesTo: 'any',
  // An event is not a reading that the next one stands for: nothing is thinned.
  storage: { volume: 'slow' },
});

/** Where change_events writes to: events are kept like samples, under names that dashboards know. */
export const changes: readonly Metric[] = [
  made('configuration_changes', 'Settings that got another value.'),
  made('index_changes', 'Indexes that were made, altered or dropped.'),
  made('privilege_changes', 'Privileges that were granted or revoked.'),
  made('sproc_changes', 'Functions and procedures that were made, altered or dropped.'),
  made('table_changes', 'Tables and views whose columns were made, altered or dropped.'),
  made('object_changes', 'Sentences about changes and restarts, for the annotations of charts.'),
];
