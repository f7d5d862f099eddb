import { type Panel, parametersOf } from '@pgwatch-heroku/grafana';
import type { PanelInfo } from '../types.js';

/** What a page needs to know about a panel: all but its SQL. */
export function toPanelInfo(panel: Panel): PanelInfo {
  const { id, title, help, kind, unit } = panel;
  const stacked = panel.kind === 'timeseries' && panel.stacked === true;
  return { id, title, help, kind, unit, stacked, searchable: parametersOf(panel.sql).has('search') };
}
