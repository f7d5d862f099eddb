import { connect } from '@pgwatch-heroku/shared';
import { leaseApplicationPrefix, listSources, openLeaseSession, takeSlot, takeSources } from '@pgwatch-heroku/store';
import { fillHistory } from './fill-history.js';
import { reportShop } from './report-shop.js';
import { momentaryMetrics } from './shop-metrics.js';

/** As long as a file of tests runs. */
const idleMs = 600_000;
/** Several times within what the pages call silent. */
const reportEveryMs = 20_000;

/**
 * Does for the store of the shop what its collector does all the time: reports, writes what is the case just now, and
 * holds the leases of its sources.
 */
export async function actAsCollector(storeUrl: string): Promise<{ end(): Promise<void> }> {
  const client = await connect({
    ...{ url: storeUrl, label: 'the store of the pages' },
    applicationName: `${leaseApplicationPrefix}collector.1`,
  });
  await openLeaseSession(client, { idleMs });
  await takeSlot(client, 1);
  const sources = await listSources(client);
  await takeSources(
    client,
    sources.map(({ id }) => id),
  );
  const shop = sources.find(({ name }) => name === 'SHOP')?.id ?? 0;
  const work = async () => {
    await reportShop(client);
    await fillHistory(client, shop, momentaryMetrics, 0);
  };
  let report = work();
  await report;
  const timer = setInterval(() => {
    report = report.then(work);
  }, reportEveryMs);
  return {
    end: async () => {
      clearInterval(timer);
      await report;
      await client.end();
    },
  };
}
