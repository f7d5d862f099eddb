/** What the bootstrappers make beside rights, for docs/permissions.md; schema and tables of the Collector DB aside. */
export const creations = [
  {
    database: 'Collector DB',
    what: 'schema `grafana`',
    when: 'always',
    reason: "Grafana's own tables, apart from ours. Owned by pgwatch2_grafana_store where that credential is attached.",
  },
  {
    database: 'Monitored DB',
    what: 'extension `pg_stat_statements`',
    when: 'it is missing and the plan allows it',
    reason: 'Metrics of statements.',
  },
  {
    database: 'Monitored DB',
    what: 'functions `public.get_stat_activity()`, `get_stat_statements()`, `get_stat_replication()`',
    when: 'pg_monitor cannot be had, or --helpers',
    reason:
      'The helpers of the original system, pinned to pg_catalog. One of the same name that stood there is replaced, and does not come back.',
  },
  {
    database: 'Monitored DB',
    what: 'function `public.pgwatch_heroku_installed()`',
    when: 'anything else was made or granted here',
    reason: 'Says what we made here and for which apps: what uninstall removes, and nothing beside it.',
  },
] as const;

/** What is taken away: nobody gave it on purpose. */
export const closures = [
  {
    database: 'Collector DB',
    from: 'PUBLIC',
    what: 'every right on the schemas `pgwatch2`, `samples`, `admin`, `grafana` and on the tables and views in them',
    reason: "A customer's default privileges or an old grant opens them to every credential of the database.",
  },
  {
    database: 'Collector DB',
    from: 'pgwatch2_grafana',
    what: 'every right on tables beyond SELECT, and SELECT on whole tables of `pgwatch2`',
    reason: 'Whoever may write SQL in Grafana has the rights of this role.',
  },
  {
    database: 'Monitored DB',
    from: 'PUBLIC and everybody else',
    what: 'EXECUTE on the helper functions',
    reason: 'They run with the rights of the default credential.',
  },
] as const;
