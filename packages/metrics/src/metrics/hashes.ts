import { watchedKinds } from '../changes/index.js';
import type { WatchedKind } from '../changes/watched-kind.js';
import type { Metric } from '../types.js';

const what: Readonly<Record<WatchedKind['name'], string>> = {
  configuration: 'Every setting with its value',
  index: 'A digest of the definition of every index',
  privilege: 'Every privilege that somebody was granted',
  sproc: 'A digest of every function and procedure',
  table: 'A digest of the columns of every table and view',
};

/** Being there is all that is said of a privilege, so its columns are tags, beside a value that is always one. */
const grantedSql = (sql: string) => `
SELECT
  h.object_type AS tag_object_type, h.tag_role, h.tag_object, h.privilege_type AS tag_privilege_type,
  1::int8 AS granted
FROM (${sql}) h`;

/** What change_events compares, each as a metric of its own; dashboards read the changes and not these. */
export const hashes: readonly Metric[] = watchedKinds.map(({ name, sql, state }) => ({
  name: `${name}_hashes`,
  description: `${what[name]}; change_events watches the same without storing it.`,
  versions: [{ minMajor: 15, sql: state.length > 0 ? sql : grantedSql(sql) }],
  appliesTo: 'any',
  storage: { volume: 'slow' },
  statementTimeoutMs: 30_000,
}));
