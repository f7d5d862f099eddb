/** What grafana-bootstrap does for the role of PGWATCH2_GRAFANA_STORE_URL, and a table of ours that it must not see. */
export const bootstrapSql = (role: string) => [
  'REVOKE ALL ON SCHEMA public FROM PUBLIC',
  `CREATE SCHEMA grafana AUTHORIZATION ${role}`,
  'CREATE SCHEMA pgwatch2',
  'CREATE TABLE pgwatch2.session (sid varchar PRIMARY KEY, sess json NOT NULL, expire timestamp(6) NOT NULL)',
];
