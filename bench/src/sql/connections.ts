/** Connections of the collector to the database that this runs in. */
export const connectionsSql = `
  SELECT count(*)::int AS connections
  FROM pg_stat_activity
  WHERE application_name = 'pgwatch-heroku' AND datname = current_database()`;
