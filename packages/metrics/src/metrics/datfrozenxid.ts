import type { Metric } from '../types.js';

const sql = `
SELECT
  pg_catalog.age(d.datfrozenxid)::int8 AS datfrozenxid_age,
  pg_catalog.mxid_age(d.datminmxid)::int8 AS datminmxid_age
FROM pg_catalog.pg_database d
WHERE d.datname = pg_catalog.current_database()`;

export const datfrozenxid: Metric = {
  name: 'datfrozenxid',
  description: 'Transactions and multixacts since the oldest one that is not frozen; at two billion the server stops.',
  versions: [{ minMajor: 15, sql }],
  appliesTo: 'any',
};
