/** A kind of thing whose changes are noticed. */
export interface WatchedKind {
  name: 'configuration' | 'index' | 'privilege' | 'sproc' | 'table';
  /**
   * SQL with one row per object and at most `maxWatched + 1` of them. A row whose `state` columns are all null could not
   * be looked at just now (a lock): what was known of it stays.
   */
  sql: string;
  /** Columns that say which object it is. */
  identity: readonly string[];
  /** Columns whose change is an event. Without any, being there is all there is to say. */
  state: readonly string[];
}

/** A database with more objects of a kind has none of that kind watched: a list with holes would make false events. */
export const maxWatched = 25_000;
