import { connect, sleep } from '@pgwatch-heroku/shared';

/** By application name. */
type Counts = Record<string, number>;

/** Counts the connections to the Collector DB again and again, until it is stopped. */
export async function countStoreConnections(superuserUrl: string, storeUrl: string) {
  const db = await connect({ url: superuserUrl, label: 'the server', applicationName: 'the count' });
  const database = new URL(storeUrl).pathname.slice(1);
  const names: Counts = {};
  let newest: Counts = {};
  let most = 0;
  let isOver = false;
  const counting = (async () => {
    while (!isOver) {
      const { rows } = await db.query<{ name: string; n: number }>(
        `SELECT application_name AS name, count(*)::int AS n FROM pg_stat_activity
         WHERE datname = $1 AND backend_type = 'client backend' AND pid <> pg_backend_pid() GROUP BY 1`,
        [database],
      );
      newest = Object.fromEntries(rows.map(({ name, n }) => [name, n]));
      most = Math.max(
        most,
        rows.reduce((sum, { n }) => sum + n, 0),
      );
      for (const { name, n } of rows) names[name] = Math.max(names[name] ?? 0, n);
      await sleep(20);
    }
    await db.end();
  })();
  return {
    newest: () => newest,
    /** The most at one moment, of all and by name. */
    stop: async () => {
      isOver = true;
      await counting;
      return { most, names };
    },
  };
}
