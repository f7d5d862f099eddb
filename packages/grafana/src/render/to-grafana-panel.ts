import type { Panel, PanelColumn } from '../panel.js';
import { variableOf } from './bind-for-grafana.js';
import { dataSource } from './data-source.js';
import { helpOf } from './help-of.js';
import { queryOf } from './query-of.js';
import { thresholdsOf } from './thresholds-of.js';
import { grafanaUnit } from './units.js';
import { whyEmpty } from './why-empty.js';

export interface PanelPlace {
  id: number;
  gridPos: { x: number; y: number; w: number; h: number };
  about?: 'source' | 'dyno';
  /** Draws what was so long before, too: a variable, or 1d. */
  timeShift?: string;
  /** Of the Grafana panel, where the catalogue's own would stand twice on one dashboard. */
  title?: string;
}

/** One panel as Grafana's dashboards have it. */
export function toGrafanaPanel(panel: Panel, { about = 'source', ...place }: PanelPlace): Record<string, unknown> {
  const query = queryOf(panel, about);
  return {
    id: place.id,
    type: panel.kind,
    title: place.title ?? panel.title,
    description: helpOf(panel),
    gridPos: place.gridPos,
    datasource: dataSource,
    // A point per fetch at the finest: more would be asked for than there is.
    interval: '30s',
    ...(place.timeShift ? { timeShift: place.timeShift, hideTimeOverride: false } : {}),
    targets: [{ refId: 'A', datasource: dataSource, editorMode: 'code', rawQuery: true, ...query }],
    fieldConfig: fieldConfigOf(panel),
    options: optionsOf(panel),
  };
}

interface Property {
  id: string;
  value: unknown;
}

function fieldConfigOf(panel: Panel): Record<string, unknown> {
  const why = whyEmpty(panel).join(' ');
  const noValue = why === '' ? {} : { noValue: panel.kind === 'stat' ? '-' : why };
  // What an empty panel says is taken back for its values: Grafana would write it into every cell that has none, and into
  // the tooltip for every line without a point at that moment.
  const ofValues: Property[] = why === '' ? [] : [{ id: 'noValue', value: null }];
  const defaults = { unit: grafanaUnit(panel.unit), thresholds: thresholdsOf(panel.thresholds), ...noValue };
  switch (panel.kind) {
    case 'timeseries':
      return {
        defaults: {
          ...defaults,
          // Everything that is measured counts from zero.
          min: 0,
          color: { mode: 'palette-classic' },
          custom: {
            drawStyle: panel.bars ? 'bars' : 'line',
            lineWidth: 1,
            fillOpacity: panel.bars ? 80 : panel.stacked ? 40 : 10,
            showPoints: 'auto',
            spanNulls: panel.joinSeconds === undefined ? false : panel.joinSeconds * 1_000,
            stacking: { mode: panel.stacked ? 'normal' : 'none', group: 'A' },
            thresholdsStyle: { mode: panel.thresholds ? 'dashed' : 'off' },
          },
        },
        overrides: ofValues.length > 0 ? [{ matcher: { id: 'byType', options: 'number' }, properties: ofValues }] : [],
      };
    case 'table':
      return {
        defaults: {
          ...defaults,
          color: { mode: 'thresholds' },
          custom: { align: 'auto', cellOptions: { type: 'auto' }, inspect: false },
        },
        overrides: panel.columns.map((column) => overrideOf(column, panel.kind, ofValues)),
      };
    case 'stat':
      return {
        defaults: { ...defaults, color: { mode: 'thresholds' } },
        overrides: panel.columns.map((column) => overrideOf(column, panel.kind)),
      };
    case 'bargauge':
      return {
        defaults: { ...defaults, min: 0, color: { mode: panel.thresholds ? 'thresholds' : 'continuous-BlPu' } },
        overrides: [],
      };
  }
}

function overrideOf(column: PanelColumn, kind: 'table' | 'stat', more: Property[] = []): Record<string, unknown> {
  const { name, title, unit, thresholds, link } = column;
  const properties: Property[] = [
    { id: 'displayName', value: title },
    { id: 'unit', value: grafanaUnit(unit) },
    ...more,
  ];
  if (thresholds) properties.push({ id: 'thresholds', value: thresholdsOf(thresholds) });
  if (thresholds && kind === 'table') properties.push({ id: 'custom.cellOptions', value: { type: 'color-text' } });
  if (kind === 'table' && isLong(name))
    properties.push({ id: 'custom.minWidth', value: 400 }, { id: 'custom.inspect', value: true });
  if (link) {
    const value = `\${__data.fields["${name}"]:percentencode}`;
    // What leads to a database has chosen none yet; everything else is a part of the one that is chosen.
    const chosen = link.parameter === 'source' ? '' : `&\${source:queryparam}`;
    const url = `/d/${link.dashboard}?\${__url_time_range}${chosen}&var-${variableOf[link.parameter]}=${value}`;
    properties.push({ id: 'links', value: [{ title: 'Details', url }] });
  }
  return { matcher: { id: 'byName', options: name }, properties };
}

/** Texts that need room. */
const isLong = (name: string) => ['query', 'recommendation', 'details', 'reason'].includes(name);

function optionsOf(panel: Panel): Record<string, unknown> {
  switch (panel.kind) {
    case 'timeseries':
      return {
        legend: { displayMode: 'list', placement: 'bottom', showLegend: true, calcs: [] },
        tooltip: { mode: 'multi', sort: 'desc' },
      };
    case 'table':
      return { showHeader: true, cellHeight: 'sm', frameIndex: 0 };
    case 'stat':
      return {
        reduceOptions: { calcs: ['lastNotNull'], fields: '/.*/', values: false },
        orientation: 'auto',
        textMode: 'value_and_name',
        colorMode: 'value',
        graphMode: 'none',
        justifyMode: 'center',
        wideLayout: true,
        showPercentChange: false,
        percentChangeColorMode: 'standard',
      };
    case 'bargauge':
      return {
        reduceOptions: { calcs: ['lastNotNull'], fields: '', values: true, limit: 50 },
        orientation: 'horizontal',
        displayMode: 'basic',
        valueMode: 'color',
        namePlacement: 'auto',
        showUnfilled: true,
        sizing: 'auto',
        minVizWidth: 8,
        minVizHeight: 16,
        maxVizHeight: 300,
        legend: { displayMode: 'list', placement: 'bottom', showLegend: false, calcs: [] },
      };
  }
}
