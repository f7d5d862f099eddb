import { isUserSchema } from '../fragments/user-schemas.js';
import type { Recommendation } from './recommendation.js';

// What an extension brings is its author's to mend.
export const sprocsWithoutSearchPath: Recommendation = {
  name: 'reco_sprocs_wo_search_path',
  description: "Recommends a search_path of their own for functions that run with their owner's rights.",
  topic: 'sprocs_wo_search_path',
  sql: `
SELECT
  pg_catalog.quote_ident(n.nspname) || '.' || pg_catalog.quote_ident(p.proname)
    || '(' || pg_catalog.pg_get_function_identity_arguments(p.oid) || ')' AS object_name,
  'ALTER FUNCTION ... SET search_path = pg_catalog, pg_temp;' AS recommendation,
  'runs with the rights of its owner, and takes unqualified names from the search_path of whoever calls it'
    AS extra_info
FROM pg_catalog.pg_proc p
JOIN pg_catalog.pg_namespace n ON n.oid = p.pronamespace
WHERE p.prosecdef
  AND NOT EXISTS (SELECT 1 FROM pg_catalog.unnest(p.proconfig) c WHERE c LIKE 'search|_path=%' ESCAPE '|')
  AND NOT EXISTS (
    SELECT 1 FROM pg_catalog.pg_depend d
    WHERE d.classid = 'pg_catalog.pg_proc'::regclass AND d.objid = p.oid AND d.deptype = 'e')
  AND ${isUserSchema('n.nspname')}
ORDER BY 1`,
};
