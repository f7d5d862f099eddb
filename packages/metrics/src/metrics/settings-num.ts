import type { Metric } from '../types.js';

// As pgwatch gives them: in each setting's own unit, and one of a list of words as its place in the list, from 1 on.
// reset_val is what the server has set, also for what our own session sets otherwise; the four at the end come with our
// connection, and would tell about us.
const sql = `
SELECT
  s.name AS tag_name,
  CASE s.vartype
    WHEN 'bool' THEN (s.reset_val = 'on')::int::float8
    WHEN 'enum' THEN pg_catalog.array_position(s.enumvals, s.reset_val)::float8
    ELSE s.reset_val::float8
  END AS value
FROM pg_catalog.pg_settings s
WHERE s.vartype IN ('bool', 'enum', 'integer', 'real')
  AND s.reset_val IS NOT NULL
  AND s.name NOT IN (
    'statement_timeout', 'lock_timeout', 'default_transaction_read_only', 'transaction_read_only')`;

export const settingsNum: Metric = {
  name: 'settings_num',
  description: 'Every setting that is a number, on (1) or off (0), or one of a list of words (its place there).',
  versions: [{ minMajor: 15, sql }],
  appliesTo: 'any',
  storage: { volume: 'slow' },
};
