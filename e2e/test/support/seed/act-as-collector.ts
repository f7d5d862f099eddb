import { connect } from '@pgwatch-heroku/shared';
import { leaseApplicationPrefix, listSources, openLeaseSession, takeSlot, takeSources } from '@pgwatch-heroku/store';
import { reportShop } from './report-shop.js';

/** As long as a file of tests runs. */
const idleMs = 600_000;
/** Several times within what the pages call silent. */
const reportEveryMs = 20_000;

/** Does for the store of the shop what its collector does all the time: reports, and holds the leases of its sources. */
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
  let report = reportShop(client);
  await report;
  const timer = setInterval(() => {
    report = report.then(() => reportShop(client));
  }, reportEveryMs);
  return {
    end: async () => {
      clearInterval(timer);
      await report;
      await client.end();
    },
  };
}
