import { expect, it } from '@jest/globals';
import { catalogue, dashboards, toDashboardJson } from '@pgwatch-heroku/grafana';
import { toPanelInfo } from '../../src/api/panels/panel-info.js';
import { toTable } from '../../src/api/panels/to-table.js';

interface Override {
  matcher: { options: string };
  properties: { id: string; value: unknown }[];
}
interface GrafanaPanel {
  type: string;
  title: string;
  description: string;
  fieldConfig: {
    defaults: {
      unit: string;
      thresholds: { steps: Step[] };
      custom?: { stacking?: { mode: string }; drawStyle?: string };
    };
    overrides: Override[];
  };
}
interface Step {
  value: number | null;
  color: string;
}

/** What Grafana calls a unit and a level; written out here, so that neither renderer is its own witness. */
const unitIn: Record<string, string> = {
  short: 'short',
  bytes: 'bytes',
  'bytes/s': 'binBps',
  'ops/s': 'ops',
  ms: 'ms',
  percent: 'percentunit',
  s: 's',
  's/s': 'suffix: s/s',
  text: 'string',
  time: 'dateTimeAsIso',
  bool: 'bool_yes_no',
};
const levelOf: Record<string, string> = { green: 'good', orange: 'warning', red: 'critical' };
const levels = (steps: Step[]) => steps.map(({ value, color }) => [value, levelOf[color]]);

// Dashboards show each panel in the order of their rows, titles of rows left out.
const shown = dashboards.flatMap((dashboard) => {
  const json = (toDashboardJson(dashboard) as { panels: GrafanaPanel[] }).panels.filter(({ type }) => type !== 'row');
  const places = dashboard.rows.flatMap(({ panels }) => panels);
  expect(json).toHaveLength(places.length);
  return places.map(({ panel, ...place }, index) => ({
    name: `${dashboard.uid}: ${panel.id}`,
    panel,
    title: (place as { title?: string }).title,
    drawn: json[index] as GrafanaPanel,
  }));
});

it.each(shown)('$name has the same title, help, unit, kind and levels in both', ({ panel, title, drawn }) => {
  const info = toPanelInfo(panel);
  const { defaults, overrides } = drawn.fieldConfig;
  expect(info.title).toBe(panel.title);
  // One that is drawn as it was a while before says so behind its title.
  expect(drawn.title.replace(/, 1d before$/, '')).toBe(title ?? info.title);
  expect(drawn.type).toBe(info.kind);
  expect(drawn.description).toBe([info.help, ...info.emptyWhen].join('\n\n'));
  expect(defaults.unit).toBe(unitIn[info.unit]);
  if (info.kind === 'timeseries') {
    expect(defaults.custom?.stacking?.mode).toBe(info.stacked ? 'normal' : 'none');
    expect(defaults.custom?.drawStyle).toBe(info.bars ? 'bars' : 'line');
  }
  const hasLevels = defaults.thresholds.steps.some(({ value }) => value !== null);
  expect(hasLevels ? levels(defaults.thresholds.steps) : undefined).toEqual(info.thresholds);
  if (!('columns' in panel)) return;
  const { columns } = toTable(panel.columns, []);
  expect(overrides.map(({ matcher }) => matcher.options)).toEqual(columns.map(({ name }) => name));
  for (const [index, column] of columns.entries()) {
    const properties = new Map(overrides[index]?.properties.map(({ id, value }) => [id, value]));
    expect(properties.get('displayName')).toBe(column.title);
    expect(properties.get('unit')).toBe(unitIn[column.unit]);
    const thresholds = properties.get('thresholds') as { steps: Step[] } | undefined;
    expect(thresholds && levels(thresholds.steps)).toEqual(column.thresholds);
    expect(properties.has('links')).toBe(column.link !== undefined);
  }
});

it('looks at every panel that a dashboard can show', () => {
  const seen = new Set(shown.map(({ panel }) => panel));
  expect(catalogue.filter((panel) => !seen.has(panel)).map(({ id }) => id)).toEqual([
    'top-statements',
    'biggest-tables',
  ]);
});
