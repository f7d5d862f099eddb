/** Whether a source that Heroku attached under a name has been fetched. */
export const hasSampleSql = `
  SELECT 1 FROM pgwatch2.source s JOIN pgwatch2.source_metric m ON m.source_id = s.id
  WHERE s.name = $1 AND m.metric = 'db_stats' AND m.last_success_at IS NOT NULL`;
