import { presets } from '@pgwatch-heroku/metrics';
import type { Panel } from '../panel.js';

const standard = presets.find(({ name }) => name === 'heroku_postgres');
/** Written by the collector whatever a preset says. */
const always = ['collector_fetches', 'collector_dyno', 'collector_overhead'];
/** Written from what change_events sees. */
const events = /_changes$/;

/** The metrics of a panel that the preset every source begins with does not ask for. */
export const extraMetricsOf = ({ metrics }: Pick<Panel, 'metrics'>): string[] =>
  metrics.filter((metric) => !always.includes(metric) && !events.test(metric) && !standard?.metrics[metric]);

/** What a panel says about itself: what it shows, and why it may be empty. */
export function helpOf(panel: Panel): string {
  const extra = extraMetricsOf(panel);
  const need =
    extra.length > 0
      ? `Needs ${extra.join(' and ')}, which preset heroku_postgres does not ask for: add it to the source's metrics.`
      : undefined;
  return [panel.help, panel.emptyWhen, need].filter((part) => part !== undefined).join('\n\n');
}
