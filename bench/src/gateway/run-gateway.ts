import type { Report } from '../figure.js';
import { startTemporaryCluster } from '../temporary-cluster.js';
import { connections, measureGateway } from './measure-gateway.js';

/** Grafana behind the web process: what the way through costs, and what the two take. */
export async function runGateway({ say, add }: Report): Promise<void> {
  say('\nGrafana through the gateway, a stand-in in its place ...');
  const { overheadMs, perSecond, directPerSecond, cpuMs, boundSeconds, megabytes } = await measure();
  const rates = [perSecond, directPerSecond].map((rate) => rate.toFixed(0));
  say(`  ${connections} at once: ${rates[0]} requests per second, ${rates[1]} without the gateway`);
  say(`  web process ${megabytes.web.toFixed(0)} MB, Grafana's budget ${megabytes.grafana} MB`);
  add('gateway on top of a request to Grafana, p50', overheadMs, 'ms', 1);
  add(`time per proxied request, ${connections} at once`, 1_000 / perSecond, 'ms', 1);
  add('CPU of the web process per proxied request', cpuMs, 'ms', 1);
  add('web dyno until its port is bound', boundSeconds, 's', 3);
  add('web dyno with Grafana at its budget', megabytes.web + megabytes.grafana, 'MB', 440);
}

async function measure() {
  const cluster = await startTemporaryCluster();
  try {
    return await measureGateway(await cluster.createDatabase());
  } finally {
    await cluster.remove();
  }
}
