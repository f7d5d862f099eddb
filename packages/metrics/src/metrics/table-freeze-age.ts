import { fullName } from '../fragments/full-name.js';
import { isUserSchema } from '../fragments/user-schemas.js';
import type { Metric } from '../types.js';

// A table is as old as the older of itself and its TOAST table, which is vacuumed with it. The catalog only: no relation
// is touched, so no lock matters.
const sql = `
SELECT
  ${fullName('n.nspname', 'c.relname')} AS tag_table_full_name,
  greatest(pg_catalog.age(c.relfrozenxid), pg_catalog.age(t.relfrozenxid))::int8 AS tx_freeze_age,
  greatest(pg_catalog.mxid_age(c.relminmxid), pg_catalog.mxid_age(t.relminmxid))::int8 AS multixact_freeze_age,
  (c.relpages + coalesce(t.relpages, 0)) * pg_catalog.current_setting('block_size')::int8 AS approx_size_b
FROM pg_catalog.pg_class c
JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
LEFT JOIN pg_catalog.pg_class t ON t.oid = c.reltoastrelid AND c.reltoastrelid <> 0
WHERE c.relkind IN ('r', 'm')
  AND c.relpersistence <> 't'
  AND c.relfrozenxid <> '0'
  AND ${isUserSchema('n.nspname')}
ORDER BY tx_freeze_age DESC, c.oid
LIMIT 100`;

export const tableFreezeAge: Metric = {
  name: 'table_freeze_age',
  description: 'Transactions and multixacts since the oldest row that is not frozen, for the 100 oldest tables.',
  versions: [{ minMajor: 15, sql }],
  appliesTo: 'any',
  storage: { volume: 'slow' },
};
