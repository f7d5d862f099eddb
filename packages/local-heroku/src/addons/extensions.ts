/**
 * What the embedded PostgreSQL has of the extensions that Heroku offers
 * (https://devcenter.heroku.com/articles/heroku-postgres-extensions-postgis-full-text-search).
 */
const offered = [
  'bloom',
  'btree_gin',
  'btree_gist',
  'citext',
  'cube',
  'dict_int',
  'earthdistance',
  'fuzzystrmatch',
  'hstore',
  'intarray',
  'isn',
  'lo',
  'ltree',
  'pg_stat_statements',
  'pg_trgm',
  'pgcrypto',
  'pgrowlocks',
  'plpgsql',
  'seg',
  'tablefunc',
  'tcn',
  'tsm_system_rows',
  'tsm_system_time',
  'unaccent',
  'uuid-ossp',
];
/** Need rights that the owner of a database on a shared server does not get. */
const notOnEssential = ['dblink', 'pg_buffercache', 'pgstattuple', 'postgres_fdw'];

/** Extensions that an owner may create, and the setting that lists them. */
export function allowedExtensions(tier: string): { setting: string; extensions: readonly string[] } {
  return tier === 'essential'
    ? { setting: 'rds.allowed_extensions', extensions: offered }
    : { setting: 'extwlist.extensions', extensions: [...offered, ...notOnEssential].sort() };
}
