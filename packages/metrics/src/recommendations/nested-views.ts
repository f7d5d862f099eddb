import { fullName } from '../fragments/full-name.js';
import { isUserSchema } from '../fragments/user-schemas.js';
import type { Recommendation } from './recommendation.js';

// Views upon views: a pair of view and depth is followed once, however many ways lead to it. Views cannot form a ring,
// and the depth is bounded all the same.
export const nestedViews: Recommendation = {
  name: 'reco_nested_views',
  description: 'Recommends to look at views that stand on views on views on views.',
  topic: 'overly_nested_views',
  sql: `
WITH RECURSIVE stands_on AS MATERIALIZED (
  SELECT DISTINCT r.ev_class AS view, d.refobjid AS base
  FROM pg_catalog.pg_rewrite r
  JOIN pg_catalog.pg_class v ON v.oid = r.ev_class AND v.relkind = 'v'
  JOIN pg_catalog.pg_namespace n ON n.oid = v.relnamespace
  JOIN pg_catalog.pg_depend d ON d.classid = 'pg_catalog.pg_rewrite'::regclass AND d.objid = r.oid
    AND d.refclassid = 'pg_catalog.pg_class'::regclass AND d.deptype = 'n' AND d.refobjid <> r.ev_class
  WHERE ${isUserSchema('n.nspname')}
), depth AS (
  SELECT s.view, 1 AS level FROM stands_on s
  UNION
  SELECT s.view, d.level + 1 FROM depth d JOIN stands_on s ON s.base = d.view WHERE d.level < 20
)
SELECT
  ${fullName('n.nspname', 'c.relname')} AS object_name,
  'write the query of the view against tables, or make one of the views below a materialized one' AS recommendation,
  'stands on views, ' || max(d.level) || ' deep; deep views are hard to plan and to change' AS extra_info
FROM depth d
JOIN pg_catalog.pg_class c ON c.oid = d.view
JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
GROUP BY n.nspname, c.relname
HAVING max(d.level) > 3
ORDER BY max(d.level) DESC, 1`,
};
