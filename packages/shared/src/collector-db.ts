export interface CollectorDb {
  /** The Collector DB as the collector logs in: by its own credential, else by the default one. */
  storeUrl: string;
  /** The config var that it is from, which names the database in messages. */
  storeVariable: 'PGWATCH2_URL' | 'DATABASE_URL';
}

/** By which of its credentials the Collector DB is written to. */
export function chooseCollectorDb(config: { DATABASE_URL: string; PGWATCH2_URL?: string | undefined }): CollectorDb {
  const { DATABASE_URL, PGWATCH2_URL } = config;
  return PGWATCH2_URL === undefined
    ? { storeUrl: DATABASE_URL, storeVariable: 'DATABASE_URL' }
    : { storeUrl: PGWATCH2_URL, storeVariable: 'PGWATCH2_URL' };
}
