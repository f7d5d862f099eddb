import type { Queryable } from '@pgwatch-heroku/shared';

/** As long as most rules for logs of changes ask for. */
const keptDays = 730;
/** Some 20 MB: a script with a token, which changes something each second, must not fill the Collector DB. */
const mostEntries = 50_000;
/** An entry is added and up to so many go: what is behind catches up, and no change waits for a long deletion. */
const atOnce = 100;

/**
 * Removes the oldest entries that are too old or too many. With each entry that is written, so that there is nothing to
 * be run in between; only the few oldest rows of the primary key are looked at.
 *
 * @param newestId of the entry that was just written; ids ascend, with gaps where a change was not made after all.
 */
export async function pruneAudit(client: Queryable, newestId: number): Promise<void> {
  await client.query(
    // Two changes at once share out what they remove, and neither waits for the other.
    `WITH oldest AS MATERIALIZED (SELECT id, at FROM pgwatch2.audit ORDER BY id LIMIT $1::int),
     gone AS MATERIALIZED (
       SELECT a.id FROM pgwatch2.audit a JOIN oldest USING (id)
       WHERE id <= $2::int8 OR oldest.at < now() - make_interval(days => $3::int)
       FOR UPDATE OF a SKIP LOCKED)
     DELETE FROM pgwatch2.audit WHERE id IN (SELECT id FROM gone)`,
    [atOnce, newestId - mostEntries, keptDays],
  );
}
