import type { Report } from '../figure.js';
import { startTemporaryCluster } from '../temporary-cluster.js';
import { measurePanels, type PanelTimes, p95, worstFirst } from './measure-panels.js';

const sources = 20;
/** So many of the slowest are told by name. */
const named = 12;

/** Every panel of every dashboard, as Grafana asks for it, on a store as small plans have it. */
export async function runPanels({ say, add }: Report): Promise<void> {
  say(`\nEvery panel of every dashboard, ${sources} sources, as Grafana asks for it ...`);
  // What the smallest plan shares among its tenants; the operating system's cache stays warm.
  const cluster = await startTemporaryCluster({ shared_buffers: '32MB' });
  try {
    const { queries, fillSeconds, storeMegabytes, day, month, published } = await measurePanels(
      await cluster.createDatabase(),
      sources,
    );
    say(`  ${queries} queries; a store of ${storeMegabytes.toFixed(0)} MB, filled in ${fillSeconds.toFixed(0)} s`);
    const sayWorst = (title: string, panels: readonly PanelTimes[], count = named) => {
      say(`  slowest, ${title}:`);
      for (const { name, times } of worstFirst(panels).slice(0, count))
        say(`    ${name}: ${[...times].map((time) => time.toFixed(0)).join(', ')} ms`);
    };
    const worst = (panels: readonly PanelTimes[]) => Math.max(...(worstFirst(panels)[0]?.times ?? []));
    sayWorst('24 h', day);
    add('panels of all dashboards, 24 h, p95', p95(day), 'ms', 300);
    add(`the slowest of them (${worstFirst(day)[0]?.name})`, worst(day), 'ms', 1_000);
    sayWorst('30 days', month, 5);
    add(`global overview, 30 days, slowest panel (${worstFirst(month)[0]?.name})`, worst(month), 'ms', 1_000);
    sayWorst("pgwatch's overview of one database", published.one, 3);
    add("pgwatch's v12 database overview, 24 h, slowest panel", worst(published.one), 'ms', 1_000);
    sayWorst(`the same of ${sources} databases at once`, published.all, 3);
    add(`the same of ${sources} databases at once`, worst(published.all), 'ms', 1_000);
  } finally {
    await cluster.remove();
  }
}
