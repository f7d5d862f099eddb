import { cpus, loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { type Figure, type Report, renderFigures } from './figure.js';
import { runFleet } from './fleet/run-fleet.js';
import { runOnNode24 } from './run-on-node-24.js';
import { runStandard } from './run-standard.js';

const usage = `Usage: npm run bench                                    one source: start, memory, CPU, bytes
       npm run bench -- --with-tests                     and how long npm test takes
       npm run bench -- --sources N --minutes M          N monitored databases on one collector dyno
                        [--factor F]                     intervals divided by F (default 1)
                        [--hanging H]                    so many of the sources stop answering
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

say(`Node ${process.version}, ${cpus().length} cores, load ${loadavg()[0]?.toFixed(1)}`);
const { sources, minutes, factor, hanging } = options;
const details =
  sources > 0
    ? await runFleet({ sources, minutes, factor, hanging }, report)
    : await runStandard(report, options.withTests);
const load = loadavg()[0];
process.stdout.write(`\n${renderFigures(figures)}\n\nload at the end ${load?.toFixed(1)}\n`);
process.stdout.write(
  `${JSON.stringify({ node: process.version, load, options, figures, ...(details ? { details } : {}) })}\n`,
);

function readOptions() {
  try {
    const { values } = parseArgs({
      options: {
        sources: { type: 'string', default: '0' },
        minutes: { type: 'string', default: '5' },
        factor: { type: 'string', default: '1' },
        hanging: { type: 'string', default: '0' },
        'with-tests': { type: 'boolean', default: false },
      },
    });
    const [sources, minutes, factor, hanging] = [values.sources, values.minutes, values.factor, values.hanging].map(
      Number,
    );
    const all = [sources, minutes, factor, hanging] as [number, number, number, number];
    if (all.some((value) => !(value >= 0)) || all[2] === 0 || all[3] > all[0])
      throw new Error('these are no numbers that fit');
    return { sources: all[0], minutes: all[1], factor: all[2], hanging: all[3], withTests: values['with-tests'] };
  } catch (error) {
    process.stderr.write(`bench: ${(error as Error).message}\n\n${usage}`);
    process.exit(78);
  }
}
