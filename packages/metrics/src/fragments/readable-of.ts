interface Readable {
  what: string;
  /** What stands after FROM. */
  relation: string;
  isReadable: string;
  hint: string;
}

/** Availability of a metric that sees only what the role may read: not available when it may read none of it. */
export const readableOf = ({ what, relation, isReadable, hint }: Readable): string => `
SELECT
  CASE WHEN count(*) > 0 AND NOT bool_or(r.is_readable)
    THEN 'the role ' || current_user || ' may read none of the ' || count(*) || ' ${what}s' END,
  '${hint}'
FROM (SELECT ${isReadable} AS is_readable FROM ${relation}) r`;
