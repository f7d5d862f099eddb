import type { Recommendation } from './recommendation.js';

export const superusers: Recommendation = {
  name: 'reco_superusers',
  description: 'Recommends to look at the superusers when there are ten or more who may log in.',
  topic: 'superuser_count',
  sql: `
SELECT
  '-' AS object_name,
  'look through the superusers: ALTER ROLE ... NOSUPERUSER;' AS recommendation,
  count(*) FILTER (WHERE r.rolsuper) || ' superusers among ' || count(*) || ' roles that may log in' AS extra_info
FROM pg_catalog.pg_roles r
WHERE r.rolcanlogin
HAVING count(*) FILTER (WHERE r.rolsuper) >= 10`,
};
