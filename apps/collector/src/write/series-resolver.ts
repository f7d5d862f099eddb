import { createHash } from 'node:crypto';
import type { Queryable } from '@pgwatch-heroku/shared';
import { dayMs, type SeriesRequest, seriesIdsOfMany } from '@pgwatch-heroku/store';
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

type Asked = Pick<PendingFetch, 'sourceId' | 'shape' | 'tags'>;

export interface Resolved {
  /** In the order of the fetch's tags; null for a metric that has none. */
  ids: number[] | null;
  /** Those that the store has no details of. */
  fresh: NewSeries[];
}

/** What is known of the series of a fetch, and what the store has to be asked for. */
interface Lookup {
  fetch: Asked;
  keys: string[];
  idOf: Map<string, number>;
  unknown: Map<string, Entry>;
}

/** Maps the tags of fetches to ids of series, and asks the store only for those that it has not seen today. */
export class SeriesResolver {
  readonly #known = new Map<string, Known>();
  readonly #now: () => Date;

  constructor(now: () => Date = () => new Date()) {
    this.#now = now;
  }

  /**
   * Asks for all fetches together: at the start of a fleet, and after midnight, each of its fetches has to be asked for.
   * Must not run inside a transaction that may roll back.
   *
   * @returns an answer for each fetch, in their order.
   */
  async resolve(db: Queryable, fetches: readonly Asked[]): Promise<Resolved[]> {
    const resolved = new Map<Asked, Resolved>();
    let rest = fetches;
    while (rest.length > 0) {
      const lookups = new Map<Known, Lookup>();
      const later: Asked[] = [];
      for (const fetch of rest) {
        const known = this.#knownOf(fetch);
        // What is learned from the first fetch of a metric of a source is known of the next.
        if (lookups.has(known)) later.push(fetch);
        else if (fetch.tags === null) resolved.set(fetch, { ids: null, fresh: [] });
        else if (known.lastTags === fetch.tags) resolved.set(fetch, { ids: known.lastIds, fresh: [] });
        else lookups.set(known, lookUp(fetch, known));
      }
      if (lookups.size === 0) break;
      const answers = await this.#learn(db, [...lookups.values()]);
      for (const [known, lookup] of lookups) {
        remember(known, lookup);
        resolved.set(lookup.fetch, { ids: known.lastIds, fresh: answers.get(lookup) ?? [] });
      }
      rest = later;
    }
    return fetches.map((fetch) => resolved.get(fetch) as Resolved);
  }

  /** @returns the series that the store has no details of. */
  async #learn(db: Queryable, lookups: readonly Lookup[]): Promise<Map<Lookup, NewSeries[]>> {
    const asked = lookups.filter(({ unknown }) => unknown.size > 0);
    const requests = asked.map(({ fetch: { sourceId, shape }, unknown }) => ({
      sourceId,
      metric: shape.metric,
      tagSets: [...unknown.values()].map((values) =>
        Object.fromEntries(shape.tags.map((tag, i) => [tag, values[i] ?? null])),
      ),
    }));
    const answers = asked.length > 0 ? await seriesIdsOfMany(db, requests, this.#now()) : [];
    return new Map(
      answers.map(({ ids, newIndexes }, index) => {
        const lookup = asked[index] as Lookup;
        const { tagSets } = requests[index] as SeriesRequest;
        for (const [i, key] of [...lookup.unknown.keys()].entries()) lookup.idOf.set(key, ids[i] as number);
        return [
          lookup,
          newIndexes.map((i) => ({ id: ids[i] as number, tags: tagSets[i] as Record<string, string | null> })),
        ];
      }),
    );
  }

  #knownOf({ sourceId, shape }: Asked): Known {
    const key = `${sourceId} ${shape.metric} ${shape.tags.join(' ')}`;
    let known = this.#known.get(key);
    const day = Math.floor(this.#now().getTime() / dayMs);
    if (known?.day !== day) {
      known = { day, lastTags: null, lastIds: [], gone: new Map() };
      this.#known.set(key, known);
    }
    return known;
  }
}

/** Only now is the text looked into: a map of all series of every source would be much of what a large fleet takes. */
function lookUp(fetch: Asked, known: Known): Lookup {
  const idOf = new Map(parse(known.lastTags).map((entry, i) => [keyOf(entry), known.lastIds[i] as number]));
  const entries = parse(fetch.tags);
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
  return { fetch, keys, idOf, unknown };
}

function remember(known: Known, { fetch, keys, idOf }: Lookup): void {
  for (const digest of known.gone.keys()) {
    if (known.gone.size <= maxGonePerMetric) break;
    known.gone.delete(digest);
  }
  known.lastIds = keys.map((key) => idOf.get(key) as number);
  known.lastTags = fetch.tags;
}
