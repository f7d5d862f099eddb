import { cpus, loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { runFetchCpu } from './fetch-cpu/run-fetch-cpu.js';
import { type Figure, type Report, renderFigures } from './figure.js';
import { runFleet } from './fleet/run-fleet.js';
import { runGateway } from './gateway/run-gateway.js';
import { runOutage } from './outage/run-outage.js';
import { runPanels } from './panels/run-panels.js';
import { runOnNode24 } from './run-on-node-24.js';
import { runStandard } from './run-standard.js';
import { runWeb } from './web/run-web.js';

const usage = `Usage: npm run bench                                    one source: start, memory, CPU, bytes
       npm run bench -- --with-tests                     and how long npm test takes
       npm run bench -- --cpu                            CPU per fetch, apart
       npm run bench -- --web                            the pages and their API, apart
       npm run bench -- --gateway                        the way to Grafana, apart
       npm run bench -- --panels                         every panel of every dashboard of 20 sources, apart
       npm run bench -- --sources N --minutes M          N monitored databases on one collector dyno
                        [--factor F]                     intervals divided by F (default 1)
                        [--hanging H]                    so many of the sources stop answering
       npm run bench -- --outage                         the store is away for 30 minutes of 20 sources
                        [--sources N] [--minutes M] [--factor F]    F: the clock runs faster (20)
`;

runOnNode24();
const options = readOptions();
const say = (text: string) => process.stderr.write(`${text}\n`);
const figures: Figure[] = [];
const report: Report = {
  say,
  add(name, value, unit, bar) {
    figures.push({ name, value, unit, ...(bar === undefined ? {} : { bar }) });
    say(`  ${name}: ${value.toFixed(2)} ${unit}`);
  },
};

const [loadBefore] = loadavg();
say(`Node ${process.version}, ${cpus().length} cores, load ${loadBefore?.toFixed(1)}`);
const { sources, minutes, factor, hanging } = options;
const details = options.outage
  ? await runOutage({ sources, minutes, factor }, report)
  : sources > 0
    ? await runFleet({ sources, minutes, factor, hanging }, report)
    : await runPart();
const load = loadavg()[0];
process.stdout.write(
  `\n${renderFigures(figures)}\n\nload ${loadBefore?.toFixed(1)} at the start, ${load?.toFixed(1)} at the end, ${cpus().length} cores\n`,
);
process.stdout.write(
  `${JSON.stringify({ node: process.version, cores: cpus().length, load: { before: loadBefore, after: load }, options, figures, ...(details ? { details } : {}) })}\n`,
);

/** One part of the standard run, or all of it. */
function runPart(): Promise<void> {
  if (options.cpu) return runFetchCpu(report);
  if (options.web) return runWeb(report);
  if (options.gateway) return runGateway(report);
  if (options.panels) return runPanels(report);
  return runStandard(report, options.withTests);
}

function readOptions() {
  try {
    const { values } = parseArgs({
      options: {
        outage: { type: 'boolean', default: false },
        cpu: { type: 'boolean', default: false },
        web: { type: 'boolean', default: false },
        gateway: { type: 'boolean', default: false },
        panels: { type: 'boolean', default: false },
        sources: { type: 'string' },
        minutes: { type: 'string' },
        factor: { type: 'string' },
        hanging: { type: 'string', default: '0' },
        'with-tests': { type: 'boolean', default: false },
      },
    });
    const fallback = values.outage ? { sources: 20, minutes: 30, factor: 20 } : { sources: 0, minutes: 5, factor: 1 };
    const [sources, minutes, factor, hanging] = [
      values.sources ?? fallback.sources,
      values.minutes ?? fallback.minutes,
      values.factor ?? fallback.factor,
      values.hanging,
    ].map(Number);
    const all = [sources, minutes, factor, hanging] as [number, number, number, number];
    if (all.some((value) => !(value >= 0)) || all[2] === 0 || all[3] > all[0])
      throw new Error('these are no numbers that fit');
    const { outage, cpu, web, gateway, panels, 'with-tests': withTests } = values;
    return {
      outage,
      cpu,
      web,
      gateway,
      panels,
      sources: all[0],
      minutes: all[1],
      factor: all[2],
      hanging: all[3],
      withTests,
    };
  } catch (error) {
    process.stderr.write(`bench: ${(error as Error).message}\n\n${usage}`);
    process.exit(78);
  }
}
