import { type FetchCpuDatabases, measureFetchCpu } from './measure-fetch-cpu.js';

// An entry of its own, so that it runs with a dyno's flags: is told the databases, answers with the figures, and ends.
process.once('message', async (databases: FetchCpuDatabases) => {
  process.send?.(await measureFetchCpu(databases));
  process.disconnect();
});
