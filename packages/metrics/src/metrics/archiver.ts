import { secondsSince } from '../fragments/seconds-since.js';
import type { Metric } from '../types.js';

// No row where nothing is archived, as in pgwatch.
const sql = `
SELECT
  a.archived_count,
  a.failed_count,
  (a.last_failed_time IS NOT NULL AND a.last_failed_time > coalesce(a.last_archived_time, '-infinity'))::int::int8
    AS is_failing_int,
  ${secondsSince('a.last_failed_time')} AS seconds_since_last_failure
FROM pg_catalog.pg_stat_archiver a
WHERE pg_catalog.current_setting('archive_mode') IN ('on', 'always')`;

export const archiver: Metric = {
  name: 'archiver',
  description: 'WAL files archived and failed to be archived, and whether archiving fails at present.',
  versions: [{ minMajor: 15, sql }],
  appliesTo: 'any',
  storage: { peaks: ['is_failing_int'] },
};
