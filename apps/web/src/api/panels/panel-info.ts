import { type Panel, parametersOf, whyEmpty } from '@pgwatch-heroku/grafana';
import type { PanelInfo } from '../types.js';

/** What a page needs to know about a panel: all but its SQL. */
export function toPanelInfo(panel: Panel): PanelInfo {
  const { id, title, help, kind, unit } = panel;
  const stacked = panel.kind === 'timeseries' && panel.stacked === true;
  const bars = panel.kind === 'timeseries' && panel.bars === true;
  const emptyWhen = whyEmpty(panel);
  return { id, title, help, emptyWhen, kind, unit, stacked, bars, searchable: parametersOf(panel.sql).has('search') };
}
