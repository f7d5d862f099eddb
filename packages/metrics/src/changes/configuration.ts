import { maxWatched, type WatchedKind } from './watched-kind.js';

/** Come with our connection, or are the state of a transaction. */
const ofSession = [
  'application_name',
  'bytea_output',
  'client_encoding',
  'DateStyle',
  'default_transaction_read_only',
  'extra_float_digits',
  'IntervalStyle',
  'lock_timeout',
  'search_path',
  'session_authorization',
  'statement_timeout',
  'TimeZone',
  'transaction_deferrable',
  'transaction_isolation',
  'transaction_read_only',
];

// reset_val is what the server has set, also for what our own session sets otherwise. Commands and connection strings
// can hold a password, and are left out.
export const configuration: WatchedKind = {
  name: 'configuration',
  sql: `
SELECT s.name AS tag_setting, coalesce(s.reset_val, '') AS value
FROM pg_catalog.pg_settings s
WHERE s.name NOT IN (${ofSession.map((name) => `'${name}'`).join(', ')})
  AND s.name !~ '(_command|conninfo|password|secret|_key|_token)'
LIMIT ${maxWatched + 1}`,
  identity: ['tag_setting'],
  state: ['value'],
};
