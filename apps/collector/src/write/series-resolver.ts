import { createHash } from 'node:crypto';
import type { Queryable } from '@pgwatch-heroku/shared';
import { dayMs, type SeriesRequest, seriesIds } from '@pgwatch-heroku/store';
import type { PendingFetch } from '../buffer/pending-fetch.js';

/** A series whose details are not stored yet. */
export interface NewSeries {
  id: number;
  tags: Record<string, string | null>;
}

/** Values of a series' tags, in their order. */
type Entry = readonly (string | null)[];
const parse = (tags: string | null): Entry[] => (tags === null ? [] : (JSON.parse(tags) as Entry[]));

/** Of one metric of one source. */
interface Known {
  /** The day of UTC that the ids were given out on; the store wants to be asked again on the next. */
  day: number;
  /** Of the fetch before: equal text means equal series, without a look inside. */
  lastTags: string | null;
  lastIds: number[];
  /** Ids of what came before and was not in the last fetch, by digestOf(key), in the order in which they went. */
  gone: Map<string, number>;
}

/** Statements come and go; of more than this, those that went first are asked for again. */
const maxGonePerMetric = 5_000;

const keyOf = (entry: Entry): string => JSON.stringify(entry);

/** Short, however long the tags are. Of 128 bits two are never equal by chance. */
const digestOf = (key: string): string => createHash('md5').update(key).digest('base64');

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

    // Only now is the text looked into: a map of all series of every source would be much of what a large fleet takes.
    const idOf = new Map(parse(known.lastTags).map((entry, i) => [keyOf(entry), known.lastIds[i] as number]));
    const entries = parse(tags);
    const keys = entries.map(keyOf);
    const current = new Set(keys);
    for (const [key, id] of idOf) if (!current.has(key)) known.gone.set(digestOf(key), id);
    const unknown = new Map<string, Entry>();
    for (const [i, key] of keys.entries()) {
      if (idOf.has(key)) continue;
      const digest = known.gone.size > 0 ? digestOf(key) : '';
      const id = known.gone.get(digest);
      if (id === undefined) unknown.set(key, entries[i] as Entry);
      else idOf.set(key, id);
      known.gone.delete(digest);
    }
    const fresh = await this.#learn(db, { sourceId, metric: shape.metric }, shape.tags, unknown, idOf);
    for (const digest of known.gone.keys()) {
      if (known.gone.size <= maxGonePerMetric) break;
      known.gone.delete(digest);
    }
    known.lastIds = keys.map((key) => idOf.get(key) as number);
    known.lastTags = tags;
    return { ids: known.lastIds, fresh };
  }

  async #learn(
    db: Queryable,
    request: Omit<SeriesRequest, 'tagSets'>,
    tags: readonly string[],
    unknown: ReadonlyMap<string, Entry>,
    idOf: Map<string, number>,
  ): Promise<NewSeries[]> {
    if (unknown.size === 0) return [];
    const tagSets = [...unknown.values()].map((values) =>
      Object.fromEntries(tags.map((tag, i) => [tag, values[i] ?? null])),
    );
    const { ids, newIndexes } = await seriesIds(db, { ...request, tagSets, now: this.#now() });
    for (const [i, key] of [...unknown.keys()].entries()) idOf.set(key, ids[i] as number);
    return newIndexes.map((i) => ({ id: ids[i] as number, tags: tagSets[i] as Record<string, string | null> }));
  }

  #knownOf(key: string): Known {
    let known = this.#known.get(key);
    const day = Math.floor(this.#now().getTime() / dayMs);
    if (known?.day !== day) {
      known = { day, lastTags: null, lastIds: [], gone: new Map() };
      this.#known.set(key, known);
    }
    return known;
  }
}
