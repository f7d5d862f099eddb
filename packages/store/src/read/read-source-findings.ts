import type { Queryable } from '@pgwatch-heroku/shared';
import type { SourceFinding } from '../state/record-source-finding.js';

/** What each source last said of itself, in one query for all of them. */
export async function readSourceFindings(db: Queryable): Promise<SourceFinding[]> {
  const { rows } = await db.query<Omit<SourceFinding, 'finding'> & { level: 'error' | 'warning' | null; text: string }>(
    'SELECT source_id AS "sourceId", checked_at AS "checkedAt", level, text FROM pgwatch2.source_finding',
  );
  return rows.map(({ sourceId, checkedAt, level, text }) => ({
    sourceId,
    checkedAt,
    finding: level === null ? null : { level, text },
  }));
}
