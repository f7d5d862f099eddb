import type { Client } from '@pgwatch-heroku/shared';

/** What the collector says of itself and of the store. */
export async function setAlertState(
  client: Client,
  { sizeBytes, budgetBytes, seenAt }: { sizeBytes: number; budgetBytes: number; seenAt: Date },
): Promise<void> {
  await client.query(
    `INSERT INTO pgwatch2.storage (checked_at, size_bytes, budget_bytes, budget_origin, level, level_since, raw_days,
       ten_minutes_days, retention_days) VALUES (now(), $1, $2, 'plan', 1, now(), 14, 90, 365)`,
    [sizeBytes, budgetBytes],
  );
  await client.query(
    `INSERT INTO pgwatch2.collector (dyno, version, started_at, seen_at) VALUES ('collector.1', '1', $1, $1)`,
    [seenAt],
  );
}
