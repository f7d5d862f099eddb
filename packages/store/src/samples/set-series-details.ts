import type { Queryable } from '@pgwatch-heroku/shared';

export interface SeriesDetails {
  id: number;
  /** Added to the tags of the series: `{ query: 'SELECT ...' }`; empty when there is nothing to know. */
  tags: Readonly<Record<string, string | null>>;
}

/** Stores texts of series once; the series then no longer count as new (seriesIds). */
export async function setSeriesDetails(db: Queryable, details: readonly SeriesDetails[]): Promise<void> {
  if (details.length === 0) return;
  await db.query(
    `UPDATE pgwatch2.series s SET tags = s.tags || jsonb_strip_nulls(d.tags), has_details = true
     FROM jsonb_to_recordset($1::jsonb) AS d (id int, tags jsonb)
     WHERE s.id = d.id`,
    [JSON.stringify(details)],
  );
}
