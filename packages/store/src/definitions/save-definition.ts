import { isDeepStrictEqual } from 'node:util';
import {
  type Metric,
  type Preset,
  metrics as shippedMetrics,
  presets as shippedPresets,
} from '@pgwatch-heroku/metrics';
import type { Queryable } from '@pgwatch-heroku/shared';
import { type Actor, writeAudit } from '../audit/write-audit.js';
import { createEmptyViews } from '../samples/empty-views.js';
import { keepRevision } from './definition-history.js';
import { recordColumns, toRecord } from './metric-row.js';
import { readStoredMetrics, readStoredPresets, type StoredDefinition } from './stored-definition.js';

export type SaveOutcome<T extends Metric | Preset> =
  | { outcome: 'saved'; stored: StoredDefinition<T> }
  | { outcome: 'conflict' | 'name-taken' | 'not-found' };

export interface Save<T> {
  definition: T;
  /** Of what is changed; undefined for a new one. */
  version: string | undefined;
  /** Verb of the audit: `update`, `create`, `revert`. */
  verb: 'create' | 'update' | 'revert';
}

/** Makes or changes a metric, keeps what it was, and gives it its view. In a transaction. */
export async function saveMetric(client: Queryable, actor: Actor, save: Save<Metric>): Promise<SaveOutcome<Metric>> {
  const { definition } = save;
  const [before] = await readStoredMetrics(client, definition.name, { lock: true });
  const refused = refuse(before, save);
  if (refused) return { outcome: refused };
  const origin = shippedMetrics.some((shipped) => isDeepStrictEqual(shipped, definition)) ? 'shipped' : 'user';
  await client.query(upsertMetric, [JSON.stringify([toRecord(definition)]), origin]);
  if (definition.storedAs === undefined) await createEmptyViews(client, [definition.name]);
  const [stored] = await readStoredMetrics(client, definition.name);
  return keep(client, actor, 'metric', save, before, stored as StoredDefinition<Metric>);
}

/** Makes or changes a preset, and keeps what it was. In a transaction. */
export async function savePreset(client: Queryable, actor: Actor, save: Save<Preset>): Promise<SaveOutcome<Preset>> {
  const { definition } = save;
  const [before] = await readStoredPresets(client, definition.name, { lock: true });
  const refused = refuse(before, save);
  if (refused) return { outcome: refused };
  const origin = shippedPresets.some((shipped) => isDeepStrictEqual(shipped, definition)) ? 'shipped' : 'user';
  await client.query(
    `INSERT INTO pgwatch2.preset (name, description, origin) VALUES ($1, $2, $3)
     ON CONFLICT (name) DO UPDATE
     SET description = excluded.description, origin = excluded.origin, changed_at = now()`,
    [definition.name, definition.description, origin],
  );
  await client.query('DELETE FROM pgwatch2.preset_metric WHERE preset = $1', [definition.name]);
  await client.query(
    'INSERT INTO pgwatch2.preset_metric SELECT $1, i.key, i.value::int FROM jsonb_each_text($2::jsonb) i ORDER BY 2',
    [definition.name, JSON.stringify(definition.metrics)],
  );
  const [stored] = await readStoredPresets(client, definition.name);
  return keep(client, actor, 'preset', save, before, stored as StoredDefinition<Preset>);
}

function refuse(before: StoredDefinition | undefined, { verb, version }: Save<unknown>) {
  if (verb === 'create') return before ? 'name-taken' : undefined;
  if (!before) return 'not-found';
  return version === before.version ? undefined : 'conflict';
}

async function keep<T extends Metric | Preset>(
  client: Queryable,
  actor: Actor,
  kind: 'metric' | 'preset',
  { verb }: Save<T>,
  before: StoredDefinition<T> | undefined,
  stored: StoredDefinition<T>,
): Promise<SaveOutcome<T>> {
  if (before?.version === stored.version) return { outcome: 'saved', stored };
  const { definition } = stored;
  const { name } = definition;
  await keepRevision(client, { kind, name, actor: actor.user, before: before?.definition, after: definition });
  await writeAudit(client, actor, {
    action: `${verb}-${kind}`,
    target: name,
    before: before ? { ...before.definition } : {},
    after: { ...definition },
  });
  return { outcome: 'saved', stored };
}

const upsertMetric = `
INSERT INTO pgwatch2.metric
  (name, description, versions, applies_to, requires_extension, stored_as, availability, statement_timeout_ms, details,
   storage, origin)
SELECT r.name, r.description, r.versions, r.applies_to, r.requires_extension, r.stored_as, r.availability,
  r.statement_timeout_ms, nullif(r.details, 'null'), r.storage, $2
FROM jsonb_to_recordset($1::jsonb) AS r (${recordColumns})
ON CONFLICT (name) DO UPDATE SET
  description = excluded.description, versions = excluded.versions, applies_to = excluded.applies_to,
  requires_extension = excluded.requires_extension, stored_as = excluded.stored_as,
  availability = excluded.availability, statement_timeout_ms = excluded.statement_timeout_ms,
  details = excluded.details, storage = excluded.storage, origin = excluded.origin, changed_at = now()`;
