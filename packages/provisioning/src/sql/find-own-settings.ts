import type { Queryable } from '@pgwatch-heroku/shared';

interface Counts {
  urls: number;
  discoveries: number;
  edited: number;
  metrics: number;
  presets: number;
  viewers: number;
  tokens: number;
  password: number;
}

/**
 * What people entered or changed in a Collector DB, in words for a sentence: `1 source entered by URL`. Nothing moves to
 * another database by itself. Empty when all is as it was installed.
 */
export async function findOwnSettings(db: Queryable): Promise<string[]> {
  const { rows } = await db.query<Counts>(
    `SELECT (SELECT count(*)::int FROM pgwatch2.source WHERE sealed_url IS NOT NULL) AS urls,
            (SELECT count(*)::int FROM pgwatch2.discovery) AS discoveries,
            (SELECT count(*)::int FROM pgwatch2.source
              WHERE sealed_url IS NULL AND deleted_at IS NULL
                AND (group_name IS NOT NULL OR preset <> 'heroku_postgres' OR preset_standby IS NOT NULL
                  OR custom_metrics <> '{}' OR custom_metrics_standby IS NOT NULL OR only_if_primary
                  OR NOT is_enabled OR tags <> '{}')) AS edited,
            (SELECT count(*)::int FROM pgwatch2.metric WHERE origin = 'user') AS metrics,
            (SELECT count(*)::int FROM pgwatch2.preset WHERE origin = 'user') AS presets,
            (SELECT count(*)::int FROM pgwatch2.viewer) AS viewers,
            (SELECT count(*)::int FROM pgwatch2.api_token WHERE revoked_at IS NULL) AS tokens,
            (SELECT count(*)::int FROM pgwatch2.admin_password) AS password`,
  );
  const found = rows[0];
  if (!found) return [];
  const count = (number: number, noun: string, rest = '') =>
    number === 0 ? [] : [`${number} ${noun}${number === 1 ? '' : 's'}${rest}`];
  return [
    ...count(found.urls, 'source', ' entered by URL'),
    ...(found.discoveries > 0 ? [`${found.discoveries} ${found.discoveries === 1 ? 'discovery' : 'discoveries'}`] : []),
    ...count(found.edited, 'source', ' with settings of its own'),
    ...count(found.metrics, 'metric', ' of your own'),
    ...count(found.presets, 'preset', ' of your own'),
    ...count(found.viewers, 'viewer'),
    ...count(found.tokens, 'API token'),
    ...(found.password > 0 ? ['a changed password of admin'] : []),
  ];
}
