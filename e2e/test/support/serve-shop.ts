import { actAsCollector } from './seed/act-as-collector.js';
import { createStore } from './seed/create-store.js';
import { fillShop } from './seed/fill-shop.js';
import { type ServedPages, type ServedPagesOptions, servePages } from './served-pages.js';

/** Enough for a range of an hour, the one before it, and one that is zoomed out of. */
const hours = 3;

/** The app on a store with the shop's history, and a collector at work on it. */
export async function serveShop(options: ServedPagesOptions): Promise<ServedPages> {
  const database = await createStore('shop', (client) => fillShop(client, { hours }));
  const collector = await actAsCollector(database.superuserUrl);
  let served: ServedPages;
  try {
    served = await servePages(database, {
      ...options,
      // The database that SHOP is said to be: the doctor looks at it, and metrics are tried on it.
      vars: { PGWATCH2_MONITOREDDB_SHOP_URL: database.superuserUrl },
    });
  } catch (error) {
    await collector.end();
    throw error;
  }
  return {
    ...served,
    close: async () => {
      await collector.end();
      await served.close();
    },
  };
}
