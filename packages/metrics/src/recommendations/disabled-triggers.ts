import { fullName } from '../fragments/full-name.js';
import { isUserSchema } from '../fragments/user-schemas.js';
import type { Recommendation } from './recommendation.js';

export const disabledTriggers: Recommendation = {
  name: 'reco_disabled_triggers',
  description: 'Recommends to look at triggers that are switched off.',
  topic: 'disabled_triggers',
  sql: `
SELECT
  ${fullName('n.nspname', 'c.relname')} AS object_name,
  'ALTER TABLE ... ENABLE TRIGGER ...; or DROP TRIGGER ... ON ...;' AS recommendation,
  'switched off: ' || string_agg(pg_catalog.quote_ident(t.tgname), ', ' ORDER BY t.tgname) AS extra_info
FROM pg_catalog.pg_trigger t
JOIN pg_catalog.pg_class c ON c.oid = t.tgrelid
JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
WHERE t.tgenabled = 'D' AND NOT t.tgisinternal AND ${isUserSchema('n.nspname')}
GROUP BY n.nspname, c.relname
ORDER BY 1`,
};
