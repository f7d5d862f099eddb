import { type Panel, parametersOf, whyEmpty } from '@pgwatch-heroku/grafana';
import type { PanelInfo } from '../types.js';

const made = new WeakMap<Panel, PanelInfo>();

/** What a page needs to know about a panel: all but its SQL. Made once, as it is asked for at every look at a source. */
export function toPanelInfo(panel: Panel): PanelInfo {
  const info = made.get(panel) ?? makePanelInfo(panel);
  made.set(panel, info);
  return info;
}

function makePanelInfo(panel: Panel): PanelInfo {
  const { id, title, help, kind, unit, thresholds } = panel;
  return {
    ...{ id, title, help, kind, unit },
    emptyWhen: whyEmpty(panel),
    stacked: panel.kind === 'timeseries' && panel.stacked === true,
    bars: panel.kind === 'timeseries' && panel.bars === true,
    ...(thresholds ? { thresholds } : {}),
    searchable: parametersOf(panel.sql).has('search'),
  };
}
