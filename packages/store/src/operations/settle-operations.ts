import type { Queryable } from '@pgwatch-heroku/shared';

/**
 * Ends the operations that only waited for the first sample of a source, where it has come since: whoever attached the
 * database was restarted by that and could not wait for it.
 */
export async function settleOperations(db: Queryable): Promise<void> {
  await db.query(
    `UPDATE pgwatch2.operation o SET state = 'done', updated_at = now(), ended_at = now()
     WHERE o.kind = 'add-monitored' AND o.ended_at IS NULL AND EXISTS (
       SELECT 1 FROM pgwatch2.source s JOIN pgwatch2.source_metric m ON m.source_id = s.id
       WHERE (s.variable = o.subject OR o.subject = ANY (s.same_as)) AND s.detached_at IS NULL
         AND m.metric <> 'instance_up' AND m.last_success_at >= o.started_at)`,
  );
}
