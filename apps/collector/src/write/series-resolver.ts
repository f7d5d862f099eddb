import { createHash } from 'node:crypto';
import type { Queryable } from '@pgwatch-heroku/shared';
import { dayMs, type SeriesRequest, seriesIds } from '@pgwatch-heroku/store';
import type { PendingFetch } from '../buffer/pending-fetch.js';

/** A series whose details are not stored yet. */
export interface NewSeries {
  id: number;
  tags: Record<string, string | null>;
}

interface Known {
  /** The day of UTC that the ids were given out on; the store wants to be asked again on the next. */
  day: number;
  /** Of the fetch before: equal text means equal series, without a look inside. */
  lastTags: string | null;
  lastIds: number[];
  /** By keyOf(tags). */
  idOf: Map<string, number>;
}

/** Statements come and go; past this the map starts again from what the fetch at hand needs. */
const maxKnownPerMetric = 5_000;

/**
 * Short, whatever the tags: hundreds of sources with hundreds of series each are all in memory. Of 128 bits two are never
 * equal by chance.
 */
const keyOf = (entry: readonly (string | null)[]): string =>
  createHash('md5').update(JSON.stringify(entry)).digest('base64');

/** Maps the tags of fetches to ids of series, and asks the store only for those that it has not seen today. */
export class SeriesResolver {
  readonly #known = new Map<string, Known>();
  readonly #now: () => Date;

  constructor(now: () => Date = () => new Date()) {
    this.#now = now;
  }

  /** `fresh` are the series that the store has no details of. Must not run inside a transaction that may roll back. */
  async resolve(
    db: Queryable,
    { sourceId, shape, tags }: Pick<PendingFetch, 'sourceId' | 'shape' | 'tags'>,
  ): Promise<{ ids: number[] | null; fresh: NewSeries[] }> {
    if (tags === null) return { ids: null, fresh: [] };
    const known = this.#knownOf(`${sourceId} ${shape.metric} ${shape.tags.join(' ')}`);
    if (known.lastTags === tags) return { ids: known.lastIds, fresh: [] };

    const entries = JSON.parse(tags) as (string | null)[][];
    const keys = entries.map(keyOf);
    const unknown = new Map<string, (string | null)[]>();
    for (const [i, key] of keys.entries()) if (!known.idOf.has(key)) unknown.set(key, entries[i] as (string | null)[]);
    if (known.idOf.size + unknown.size > maxKnownPerMetric) {
      const needed = new Set(keys);
      for (const key of known.idOf.keys()) if (!needed.has(key)) known.idOf.delete(key);
    }
    const fresh =
      unknown.size === 0 ? [] : await this.#learn(db, { sourceId, metric: shape.metric }, shape, known, unknown);
    known.lastIds = keys.map((key) => known.idOf.get(key) as number);
    known.lastTags = tags;
    return { ids: known.lastIds, fresh };
  }

  async #learn(
    db: Queryable,
    request: Omit<SeriesRequest, 'tagSets'>,
    shape: PendingFetch['shape'],
    known: Known,
    entries: ReadonlyMap<string, (string | null)[]>,
  ): Promise<NewSeries[]> {
    const tagSets = [...entries.values()].map((values) =>
      Object.fromEntries(shape.tags.map((tag, i) => [tag, values[i] ?? null])),
    );
    const { ids, newIndexes } = await seriesIds(db, { ...request, tagSets, now: this.#now() });
    for (const [i, key] of [...entries.keys()].entries()) known.idOf.set(key, ids[i] as number);
    return newIndexes.map((i) => ({ id: ids[i] as number, tags: tagSets[i] as Record<string, string | null> }));
  }

  #knownOf(key: string): Known {
    let known = this.#known.get(key);
    const day = Math.floor(this.#now().getTime() / dayMs);
    if (known?.day !== day) {
      known = { day, lastTags: null, lastIds: [], idOf: new Map() };
      this.#known.set(key, known);
    }
    return known;
  }
}
