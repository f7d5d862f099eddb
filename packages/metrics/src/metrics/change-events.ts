import { watchedKinds } from '../changes/index.js';
import { maxWatched, type WatchedKind } from '../changes/watched-kind.js';
import type { Metric } from '../types.js';

const pairs = (names: readonly string[]) => names.map((name) => `'${name}', o."${name}"`).join(', ');

const objects = ({ name, sql, identity, state }: WatchedKind) => {
  const value = `json_build_object(${pairs(state)})`;
  const isSeen =
    state.length === 0
      ? value
      : `CASE WHEN num_nonnulls(${state.map((s) => `o."${s}"`).join(', ')}) > 0 THEN ${value} END`;
  return `
SELECT
  '${name}' AS tag_kind,
  CASE WHEN count(*) <= ${maxWatched}
    THEN coalesce(json_object_agg(json_build_object(${pairs(identity)})::text, ${isSeen}), '{}')::text END AS objects,
  count(*) <= ${maxWatched} AS is_watched
FROM (${sql}) o`;
};

// A row per kind, with everything of that kind: {"<identity>": <state>}. The store compares it with what it saw last.
const sql = `${watchedKinds.map(objects).join('\nUNION ALL')}
UNION ALL
SELECT
  'server',
  json_build_object('{}', json_build_object(
    'started_at', extract(epoch FROM pg_catalog.pg_postmaster_start_time())::int8))::text,
  true`;

/** Not stored as it comes: what differs from the fetch before becomes rows of *_changes and object_changes. */
export const changeEvents: Metric = {
  name: 'change_events',
  description:
    'Notices what was made, altered and dropped: tables, indexes, functions, privileges and settings, and restarts.',
  versions: [{ minMajor: 15, sql }],
  appliesTo: 'any',
  statementTimeoutMs: 30_000,
};
