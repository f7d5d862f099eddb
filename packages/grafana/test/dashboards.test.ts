import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { helperNames, metrics, presets } from '@pgwatch-heroku/metrics';
import { catalogue, dashboards, toDashboardJson } from '../src/index.js';
import { helpOf } from '../src/render/help-of.js';
import { requirementsOf } from '../src/render/requirements-of.js';
import { extraMetricsOf, whyEmpty } from '../src/render/why-empty.js';
import { originalTitles, v12Titles } from './support/published-titles.js';

const rendered = dashboards.map(toDashboardJson);

interface FieldConfig {
  defaults: { noValue?: string };
  overrides: { properties: { id: string; value: unknown }[] }[];
}
// Inside of the package, so that the schema is found, and out of the way of build and lint.
const dir = path.resolve(import.meta.dirname, '../dist/schema-check');
afterAll(() => rmSync(dir, { recursive: true, force: true }));

/** The kinds of panel that we make, and where the schema describes what is their own. */
const kinds: Record<string, { module: string; hasFields: boolean }> = {
  timeseries: { module: 'timeseries/panelcfg/x/TimeSeriesPanelCfg', hasFields: true },
  table: { module: 'table/panelcfg/x/TablePanelCfg', hasFields: true },
  stat: { module: 'stat/panelcfg/x/StatPanelCfg', hasFields: false },
  bargauge: { module: 'bargauge/panelcfg/x/BarGaugePanelCfg', hasFields: false },
};

it('fits the types that the pinned Grafana publishes, names and values alike', () => {
  const lines = [
    `import type { AnnotationQuery, Dashboard as Any, DataQuery } from '@grafana/schema';`,
    // What is the data source's own is not in the schema of a query.
    `type Annotation = AnnotationQuery<DataQuery & Record<string, unknown>>;`,
    `type Dashboard = Omit<Any, 'annotations'> & { annotations: { list: Annotation[] } };`,
    ...Object.entries(kinds).map(
      ([kind, { module }]) =>
        `import type * as ${kind} from '@grafana/schema/dist/esm/raw/composable/${module}_types.gen';`,
    ),
    // In JSON an enum is its value.
    `type Value<T extends number> = \`$\{T}\` extends \`$\{infer N extends number}\` ? N : T;`,
    `type Json<T> = T extends string ? \`$\{T}\` : T extends number ? Value<T>`,
    `  : T extends object ? { [K in keyof T]: Json<T[K]> } : T;`,
  ];
  for (const dashboard of rendered) {
    lines.push(`(${JSON.stringify(dashboard)}) satisfies Json<Dashboard>;`);
    for (const panel of dashboard['panels'] as {
      type: string;
      options: unknown;
      fieldConfig: { defaults: { custom?: unknown } };
    }[]) {
      if (panel.type === 'row') continue;
      const { hasFields } = kinds[panel.type] as { hasFields: boolean };
      lines.push(`(${JSON.stringify(panel.options)}) satisfies Json<${panel.type}.Options>;`);
      if (hasFields)
        lines.push(`(${JSON.stringify(panel.fieldConfig.defaults.custom)}) satisfies Json<${panel.type}.FieldConfig>;`);
    }
  }
  mkdirSync(dir, { recursive: true });
  const file = path.join(dir, 'dashboards.ts');
  writeFileSync(file, lines.join('\n'));
  const tsc = path.join(path.dirname(createRequire(import.meta.url).resolve('typescript/package.json')), 'bin/tsc');
  const flags = [
    '--ignoreConfig',
    '--noEmit',
    '--strict',
    '--skipLibCheck',
    '--module',
    'nodenext',
    '--target',
    'es2023',
    '--types',
    '',
  ];
  const run = () => {
    try {
      return execFileSync(process.execPath, [tsc, ...flags, file], { encoding: 'utf8' });
    } catch (error) {
      return (error as { stdout: string }).stdout;
    }
  };
  expect(run()).toBe('');
});

it('is the same each time that it is made', () => {
  expect(JSON.stringify(dashboards.map(toDashboardJson))).toBe(JSON.stringify(rendered));
});

it('can be told apart and linked to', () => {
  const uids = dashboards.map(({ uid }) => uid);
  expect(new Set(uids).size).toBe(uids.length);
  for (const uid of uids) expect(uid).toMatch(/^[a-z-]{3,40}$/); // Grafana takes 40 characters
  const links = catalogue
    .flatMap((panel) => ('columns' in panel ? panel.columns : []))
    .flatMap(({ link }) => link ?? []);
  expect(links.length).toBeGreaterThan(0);
  for (const { dashboard } of links) expect(uids).toContain(dashboard);
  for (const { links: own, tags } of rendered) {
    expect(own).toMatchObject([{ type: 'dashboards', tags, includeVars: true, keepTime: true }]);
  }
});

it('leads from a cell with the variables that its dashboard has, and with each once', () => {
  let count = 0;
  for (const json of rendered) {
    const variables = (json['templating'] as { list: { name: string }[] }).list.map(({ name }) => name);
    for (const url of JSON.stringify(json['panels']).match(/\/d\/pgwatch-[^"\\]+/g) ?? []) {
      count += 1;
      const used = [...url.matchAll(/\$\{(\w+):queryparam\}/g)].map((match) => match[1] as string);
      for (const name of used) expect(variables).toContain(name);
      const set = [...used, ...[...url.matchAll(/&var-(\w+)=/g)].map((match) => match[1])];
      expect(set).toEqual([...new Set(set)]);
      expect(set).toContain('source'); // the database goes along
    }
  }
  expect(count).toBeGreaterThan(5);
});

describe('docs/dashboards.md', () => {
  const page = readFileSync(path.resolve(import.meta.dirname, '../../../docs/dashboards.md'), 'utf8');
  const titles = dashboards.map(({ title }) => title);
  /** The rows of the table that stands below a line, as cells. */
  const tableBelow = (line: string) => {
    const [, after = ''] = page.split(line);
    const [, table = ''] = /\n\n(\|[\s\S]*?)\n\n/.exec(after) ?? [];
    return table.split('\n').map((row) => row.split('|').map((cell) => cell.trim()));
  };

  it('has every dashboard', () => {
    const named = tableBelow('## What there is').flatMap(([, cell = '']) => cell.split(', '));
    expect(named).toEqual(expect.arrayContaining(titles));
  });

  it.each([
    ['The 34 of the original on Heroku', originalTitles],
    ["The 24 of pgwatch's v12 set", v12Titles],
  ])('has a counterpart or a reason for each: %s', (line, published) => {
    const rows = tableBelow(line).slice(2);
    const named = rows.flatMap(([, cell = '']) => cell.split(', '));
    expect(named.sort()).toEqual([...published].sort());
    expect(line).toContain(String(published.length));
    for (const [, , counterpart = ''] of rows) {
      const isOurs = titles.some((title) => counterpart.startsWith(title));
      expect([counterpart, isOurs || /^(none: |none, |as above|alert rules|this page)/.test(counterpart)]).toEqual([
        counterpart,
        true,
      ]);
    }
  });
});

it('lays panels out without overlap, each with an id and help', () => {
  for (const { panels } of rendered) {
    const taken = new Set<string>();
    const ids = new Set<number>();
    for (const panel of panels as {
      id: number;
      type: string;
      description?: string;
      gridPos: Record<'x' | 'y' | 'w' | 'h', number>;
    }[]) {
      const { x, y, w, h } = panel.gridPos;
      expect(x + w).toBeLessThanOrEqual(24);
      for (let column = x; column < x + w; column += 1)
        for (let line = y; line < y + h; line += 1) {
          expect(taken.has(`${column},${line}`)).toBe(false);
          taken.add(`${column},${line}`);
        }
      expect(ids.has(panel.id)).toBe(false);
      ids.add(panel.id);
      if (panel.type !== 'row') expect(panel.description).toMatch(/\.$/);
    }
  }
});

it('says of every panel that the standard preset leaves empty what it needs', () => {
  const extra = catalogue.filter((panel) => extraMetricsOf(panel).length > 0);
  expect(extra.map(({ id }) => id)).toContain('wait-events');
  for (const panel of extra) for (const metric of extraMetricsOf(panel)) expect(helpOf(panel)).toContain(metric);
  const known = metrics.map(({ name }) => name);
  for (const { metrics: read } of catalogue) for (const metric of read) expect(known).toContain(metric);
});

it('says of every panel what an Essential plan does not fill by its own preset', () => {
  const [standard, essential] = ['heroku_postgres', 'heroku_essential'].map(
    (wanted) => presets.find(({ name }) => name === wanted)?.metrics ?? {},
  );
  const read = catalogue.flatMap((panel) => panel.metrics.map((metric) => [panel, metric] as const));
  const absent = read.filter(([, metric]) => standard?.[metric] && !essential?.[metric]);
  expect(absent.map(([, metric]) => metric)).toContain('wal');
  for (const [panel, metric] of absent)
    expect(helpOf(panel)).toMatch(new RegExp(`Preset heroku_essential does not ask for .*\\b${metric}\\b`));
});

it('says of every panel of what is mostly not there that this is why it is empty', () => {
  const momentary = [
    'running-queries',
    'blocking',
    'blocking-sessions',
    'wait-events',
    'wait-table',
    'vacuums-running',
  ];
  const ofSome = ['followers', 'replication-lag', 'replication-delay', 'slots', 'slot-lag', 'query-calls'];
  for (const id of [...momentary, ...ofSome])
    expect(catalogue.find((panel) => panel.id === id)?.emptyWhen).toMatch(/^(Empty|No) /);
});

it('calls the same figure good and bad at the same value', () => {
  const levels = (id: string, column?: string) => {
    const panel = catalogue.find((candidate) => candidate.id === id);
    if (column === undefined || !panel || !('columns' in panel)) return panel?.thresholds;
    return panel.columns.find(({ name }) => name === column)?.thresholds;
  };
  for (const other of [levels('fleet-freeze-age'), levels('health-size', 'freeze_age')])
    expect(other).toEqual(levels('wraparound'));
  for (const other of [
    levels('fleet-connections-used'),
    levels('fleet-state', 'connections_used'),
    levels('health-sessions', 'connections_used'),
    levels('plan-limits', 'used'),
  ])
    expect(other).toEqual(levels('connections-used'));
  expect(levels('fleet-state', 'longest_transaction')).toEqual(levels('health-sessions', 'longest_transaction'));
});

it.each(catalogue.map((panel) => [panel.id, panel] as const))('says what the metrics of %s need', (_id, panel) => {
  const help = helpOf(panel);
  for (const { requiresExtension, versions, appliesTo, availability, name } of metrics) {
    if (!panel.metrics.includes(name)) continue;
    if (requiresExtension) expect(help).toContain(`extension ${requiresExtension}`);
    const first = Math.min(...versions.map(({ minMajor }) => minMajor));
    if (Number.isFinite(first) && first > 15) expect(help).toContain(`PostgreSQL ${first} or later`);
    if (appliesTo === 'primary') expect(help).toContain('a primary');
    if (appliesTo === 'standby') expect(help).toContain('a follower that is monitored itself');
    if (availability) expect(help).toMatch(/pg_monitor|may read the (tables|sequences)/);
    const sql = versions.map((version) => version.sql).join();
    for (const [, view] of sql.matchAll(/\{\{pg_(stat_(?:activity|replication|statements))\}\}/g))
      expect(help).toMatch(new RegExp(`pg_monitor.*helper get_${view}`));
  }
  for (const sentence of whyEmpty(panel)) expect(sentence).toMatch(/^[A-Z].*\.$/);
  expect(new Set(whyEmpty(panel)).size).toBe(whyEmpty(panel).length);
});

it('says why a panel is empty in its place, and nothing in that of a value', () => {
  const drawn = rendered.flatMap(({ panels }) => panels as { type: string; fieldConfig: FieldConfig }[]);
  const speaking = drawn.filter(
    ({ type, fieldConfig }) => type !== 'row' && fieldConfig.defaults.noValue !== undefined,
  );
  const kinds = new Set(speaking.map(({ type }) => type));
  for (const kind of ['timeseries', 'table', 'stat']) expect(kinds).toContain(kind);
  for (const { type, fieldConfig } of speaking) {
    // Grafana writes what is left of it into cells, and into tooltips for every line that has no point there.
    if (type === 'stat') expect(fieldConfig.defaults.noValue).toBe('-');
    if (type !== 'timeseries' && type !== 'table') continue;
    expect(fieldConfig.overrides.length).toBeGreaterThan(0);
    for (const { properties } of fieldConfig.overrides)
      expect(properties.filter(({ id }) => id === 'noValue')).toEqual([{ id: 'noValue', value: null }]);
  }
});

it('knows panels with each kind of need', () => {
  const all = catalogue.map(helpOf).join('\n');
  const needs = [
    'extension pg_stat_statements',
    'a primary',
    'a follower that is monitored itself',
    'Needs pg_monitor',
  ];
  for (const need of needs) expect(all).toContain(need);
  for (const helper of helperNames) expect(all).toContain(`the helper ${helper}, `);
  expect(requirementsOf({ metrics: ['stat_io'] })).toContain('Needs PostgreSQL 16 or later.');
  expect(requirementsOf({ metrics: ['sequence_health'] })).toEqual(['Needs a role that may read the sequences.']);
});

it('reads no table that it does not name', () => {
  for (const { id, sql, metrics: read } of catalogue) {
    const found = [...sql.matchAll(/samples\.([a-z_]+)/g)].map((match) => match[1]);
    expect([id, [...new Set(found)].sort()]).toEqual([id, [...new Set(read)].sort()]);
  }
});

it('holds no secret and no address', () => {
  expect(JSON.stringify(rendered)).not.toMatch(/postgres:\/\/|password|token|https?:/i);
});
