import { presets } from '@pgwatch-heroku/metrics';
import type { Panel } from '../panel.js';
import { requirementsOf } from './requirements-of.js';

const presetNamed = (wanted: string) => presets.find(({ name }) => name === wanted);
const standard = presetNamed('heroku_postgres');
const essential = presetNamed('heroku_essential');
/** Written by the collector whatever a preset says. */
const always = ['collector_fetches', 'collector_dyno', 'collector_overhead'];
/** Written from what change_events sees. */
const events = /_changes$/;

/** The metrics of a panel that the preset every source begins with does not ask for. */
export const extraMetricsOf = ({ metrics }: Pick<Panel, 'metrics'>): string[] =>
  metrics.filter((metric) => !always.includes(metric) && !events.test(metric) && !standard?.metrics[metric]);

/** Those that only Essential plans go without, by the preset that is made for them. */
const notOnEssential = ({ metrics }: Pick<Panel, 'metrics'>): string[] =>
  metrics.filter((metric) => standard?.metrics[metric] && !essential?.metrics[metric]);

/** Why a panel may have nothing to show, a sentence each. */
export function whyEmpty(panel: Panel): string[] {
  const extra = extraMetricsOf(panel);
  const absent = notOnEssential(panel);
  const need = `Needs ${extra.join(' and ')}, which preset heroku_postgres does not ask for: add it to the source's metrics.`;
  return [
    ...(panel.emptyWhen === undefined ? [] : [panel.emptyWhen]),
    ...requirementsOf(panel),
    ...(extra.length > 0 ? [need] : []),
    ...(absent.length > 0 ? [`Preset heroku_essential does not ask for ${absent.join(', ')}.`] : []),
  ];
}
