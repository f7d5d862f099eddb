import type { Dashboard, DashboardPanel, DashboardRow } from '../dashboard.js';
import { type PanelParameter, parametersOf } from '../parameters.js';
import { bindForGrafana } from './bind-for-grafana.js';
import { dataSource } from './data-source.js';
import { toGrafanaPanel } from './to-grafana-panel.js';
import { variablesFor } from './variables.js';

/** All dashboards bear it; the drop-down that leads from one to the others goes by it. */
const tag = 'pgwatch-heroku';
const columns = 24;
const sizes = {
  timeseries: { w: 12, h: 8 },
  table: { w: 24, h: 9 },
  stat: { w: 24, h: 4 },
  bargauge: { w: 12, h: 9 },
} as const;

// Grafana 12 reads and keeps this version of its classic schema.
const schemaVersion = 42;

/** A dashboard as a file that Grafana is provisioned with. The same input gives the same JSON. */
export function toDashboardJson(dashboard: Dashboard): Record<string, unknown> {
  const { about = 'source' } = dashboard;
  const parameters = parametersOfDashboard(dashboard);
  return {
    uid: dashboard.uid,
    title: dashboard.title,
    description: dashboard.help,
    tags: [tag],
    schemaVersion,
    version: 1,
    editable: true,
    graphTooltip: 1,
    fiscalYearStartMonth: 0,
    timezone: 'browser',
    refresh: '',
    time: { from: dashboard.from ?? 'now-3h', to: 'now' },
    templating: { list: variablesFor(parameters, about) },
    annotations: { list: [builtInAnnotations, ...(about === 'source' && parameters.has('source') ? [changes] : [])] },
    links: [
      {
        type: 'dashboards',
        title: 'Dashboards',
        tags: [tag],
        asDropdown: true,
        includeVars: true,
        keepTime: true,
        targetBlank: false,
        icon: 'external link',
        tooltip: '',
        url: '',
      },
    ],
    panels: layOut(dashboard.rows, about),
  };
}

function parametersOfDashboard({ rows, variables = [] }: Dashboard): Set<PanelParameter> {
  const panels = rows.flatMap((row) => row.panels);
  return new Set([...variables, ...panels.flatMap(({ panel }) => [...parametersOf(panel.sql)])]);
}

/** Panels from left to right, row by row; what does not fit beside goes below. */
function layOut(rows: readonly DashboardRow[], about: 'source' | 'dyno'): Record<string, unknown>[] {
  const laid: Record<string, unknown>[] = [];
  let y = 0;
  for (const row of rows) {
    laid.push({
      id: laid.length + 1,
      type: 'row',
      title: row.title,
      collapsed: false,
      gridPos: { x: 0, y, w: columns, h: 1 },
      panels: [],
    });
    y += 1;
    let x = 0;
    let height = 0;
    for (const item of row.panels) {
      const { w, h } = sizeOf(item);
      if (x + w > columns) {
        x = 0;
        y += height;
        height = 0;
      }
      const gridPos = { x, y, w, h };
      laid.push(
        toGrafanaPanel(item.panel, {
          id: laid.length + 1,
          gridPos,
          about,
          ...(item.timeShift
            ? { timeShift: item.timeShift, title: `${item.panel.title}, ${item.timeShift} before` }
            : {}),
        }),
      );
      x += w;
      height = Math.max(height, h);
    }
    y += height;
  }
  return laid;
}

function sizeOf({ panel, width }: DashboardPanel) {
  const { w, h } = sizes[panel.kind];
  return { w: width ?? w, h };
}

const builtInAnnotations = {
  builtIn: 1,
  datasource: { type: 'grafana', uid: '-- Grafana --' },
  enable: true,
  hide: true,
  iconColor: 'rgba(0, 211, 255, 1)',
  name: 'Annotations & Alerts',
  type: 'dashboard',
};

/** Restarts, and what was made, altered and dropped, as marks on every chart of a source. */
const changes = {
  datasource: dataSource,
  enable: true,
  iconColor: 'purple',
  name: 'Changes',
  target: {
    refId: 'Anno',
    datasource: dataSource,
    editorMode: 'code',
    format: 'table',
    rawQuery: true,
    rawSql: bindForGrafana(`SELECT fetched_at AS time, details AS text
FROM samples.object_changes
WHERE source_id = :source AND time BETWEEN :from AND :to
ORDER BY time DESC LIMIT 200`),
  },
};
