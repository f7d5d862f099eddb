import type { Recommendation } from './recommendation.js';

export const defaultPublicSchema: Recommendation = {
  name: 'reco_default_public_schema',
  description: 'Recommends to keep everybody from making objects in the schema public.',
  topic: 'default_public_schema_privs',
  sql: `
SELECT
  n.nspname::text AS object_name,
  'REVOKE CREATE ON SCHEMA public FROM PUBLIC;' AS recommendation,
  'every role may make objects in public, also ones that stand in for others' AS extra_info
FROM pg_catalog.pg_namespace n
WHERE n.nspname = 'public'
  AND EXISTS (
    SELECT 1
    FROM pg_catalog.aclexplode(coalesce(n.nspacl, pg_catalog.acldefault('n', n.nspowner))) a
    WHERE a.grantee = 0 AND a.privilege_type = 'CREATE')`,
};
