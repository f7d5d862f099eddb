import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type GrafanaView, grafanaText } from '@pgwatch-heroku/testkit';
import { bindPanel, catalogue, dashboards, dynoPanels, type Panel, toDashboardJson } from '../src/index.js';
import { bindForGrafana } from '../src/render/bind-for-grafana.js';
import { queryOf } from '../src/render/query-of.js';
import { addNamedSourceSql } from './sql/sources.js';
import { filledEverySeconds, filledFetches, fillStore } from './support/fill-store.js';
import { at, type Row, TestStore } from './support/test-store.js';

/** Quotes, a wildcard, a backslash, a regular expression's characters, another script. */
const name = `It's "50 %_\\ or" $1 äöü 数据 \${x}`;
const range = { from: at(0), to: at(filledFetches * filledEverySeconds) };
const dyno = new Set<Panel>(dynoPanels);
const chosen = { queryid: '4711', table: 'public.item', sproc: "public.it's", search: 'SELECT', top: 10 };
/** What is never empty in a filled store without a log drain, a budget or a failing metric. */
const mayBeEmpty = ['platform-load', 'platform-memory', 'store-state', 'dyno-table', 'metric-problems', 'seen-queries'];

let store: TestStore;
let filled: number;
let empty: number;
beforeAll(async () => {
  store = await TestStore.open();
  empty = store.source;
  filled = (await store.client.query<{ id: number }>(addNamedSourceSql, [name])).rows[0]?.id as number;
  store.source = filled;
  await fillStore(store);
});
afterAll(() => store.close());

async function asWeb(panel: Panel, source: number): Promise<Row[]> {
  const { text, values } = bindPanel(panel, {
    ...range,
    ...chosen,
    source: dyno.has(panel) ? -1 : source,
    sources: [source],
    step: 60,
  });
  return (await store.client.query<Row>(text, values)).rows;
}

async function asGrafana(panel: Panel, source: string): Promise<Row[]> {
  const view: GrafanaView = {
    ...range,
    intervalMs: 60_000,
    variables: { ...chosen, top: '10', source, sources: [source], dyno: '-1' },
  };
  const { rawSql } = queryOf(panel, dyno.has(panel) ? 'dyno' : 'source');
  return (await store.client.query<Row>(grafanaText(rawSql, view))).rows;
}

/** Points of lines as either renderer draws them; breaks have no line of their own in Grafana. */
const points = (rows: Row[], label: 'label' | 'metric') =>
  rows
    .filter((row) => row[label] !== null && row.value !== null)
    .map((row) => `${row.time.toISOString()} ${row[label]} ${row.value}`)
    .sort();

describe.each(catalogue.map((panel) => [panel.id, panel] as const))('%s', (id, panel) => {
  it('draws the same in the web app and in Grafana', async () => {
    const [web, grafana] = [await asWeb(panel, filled), await asGrafana(panel, name)];
    if (panel.kind === 'timeseries') {
      expect(points(grafana, 'metric')).toEqual(points(web, 'label'));
      const times = grafana.map(({ time }) => time.getTime());
      expect(times).toEqual([...times].sort((a, b) => a - b)); // Grafana refuses others
      for (const { value, time } of web) {
        expect(value === null || (Number.isFinite(value) && value >= 0)).toBe(true);
        expect(time >= range.from && time <= range.to).toBe(true);
      }
    } else expect(grafana).toEqual(web);
    if (mayBeEmpty.includes(id)) return;
    expect(web.length).toBeGreaterThan(0);
    if (panel.kind === 'timeseries' || panel.kind === 'bargauge')
      expect(web.some(({ value }) => value !== null)).toBe(true);
    if ('columns' in panel) {
      for (const row of web) expect(Object.keys(row).sort()).toEqual(panel.columns.map((column) => column.name).sort());
      for (const column of panel.columns) {
        const isOptional = ['reason', 'version', 'since', 'follower'].includes(column.name);
        if (!isOptional)
          expect([column.name, web.some((row) => row[column.name] !== null)]).toEqual([column.name, true]);
      }
    }
  });

  it('is empty, and no error, where nothing was measured', async () => {
    if (dyno.has(panel) || !/:sources?\b/.test(panel.sql)) return;
    const web = await asWeb(panel, empty);
    const emptyName = 'S0';
    expect(await asGrafana(panel, emptyName)).toEqual(panel.kind === 'timeseries' ? [] : web);
    const values = web.flatMap((row) =>
      'columns' in panel ? panel.columns.map(({ name: column }) => row[column]) : [row.value],
    );
    if (id.startsWith('fleet-')) return; // a table of all databases has a row for each
    for (const value of values) expect([null, 0, '0']).toContain(value);
  });
});

it('means a source by its name and nothing else, whatever characters it has', async () => {
  for (const wrong of ['%', '_', '', 'S%', `' OR true --`, `x') OR (name <> '`, '$__timeFrom']) {
    const panel = catalogue.find(({ id }) => id === 'transactions') as Panel;
    expect(await asGrafana(panel, wrong)).toEqual([]);
  }
});

it.each([['a"b'], ["it's"], ['back\\slash'], ['100 %_'], ['数据 äöü'], ['public."It\'s"']])(
  'takes the text %s from a variable as it was written',
  async (written) => {
    const view: GrafanaView = {
      ...range,
      intervalMs: 60_000,
      variables: { table: written, sproc: written, search: written },
    };
    const sql = grafanaText(bindForGrafana('VALUES (:table), (:sproc), (:search)'), view);
    const { rows } = await store.client.query<{ column1: string }>(sql);
    expect(rows.map(({ column1 }) => column1)).toEqual([written, written, written]);
  },
);

it('takes several names from a variable, each for itself', async () => {
  const names = ['a"b', "it's", 'back\\slash', '100 %_', '数据'];
  const ids: number[] = [];
  for (const one of [...names, 'a\\"b', '100 xx'])
    ids.push((await store.client.query<{ id: number }>(addNamedSourceSql, [one])).rows[0]?.id as number);
  const view = (variables: GrafanaView['variables']): GrafanaView => ({ ...range, intervalMs: 60_000, variables });
  const chosenIds = async (sql: string, variables: GrafanaView['variables']) =>
    (await store.client.query<{ ids: unknown }>(grafanaText(bindForGrafana(sql), view(variables)))).rows[0]?.ids;
  const wanted = names.filter((one) => one !== 'a"b');
  expect(await chosenIds('SELECT ARRAY(SELECT unnest(:sources) ORDER BY 1) AS ids', { sources: wanted })).toEqual(
    ids.slice(1, 5),
  );
  for (const [index, one] of names.entries())
    expect([one, await chosenIds('SELECT :source AS ids', { source: one })]).toEqual([one, ids[index]]);
});

/** A store in which nothing can be chosen yet: "All" is no value then, and one of none is an empty text. */
const nothingChosen: GrafanaView = {
  ...range,
  intervalMs: 60_000,
  variables: { group: [], source: '', sources: [], dyno: '', queryid: '', table: '', sproc: '', search: '', top: '10' },
};

it('shows nothing, and no error, while there is no database and no dyno to choose', async () => {
  for (const panel of catalogue) {
    const { rawSql } = queryOf(panel, dyno.has(panel) ? 'dyno' : 'source');
    const { rows } = await store.client.query<Row>(grafanaText(rawSql, nothingChosen));
    // A stat is a row of nothing.
    const figures = panel.kind === 'stat' ? rows.flatMap((row) => Object.values(row)) : rows;
    if (/:sources?\b/.test(panel.sql))
      expect([panel.id, figures.filter((figure) => figure !== null && Number(figure) !== 0)]).toEqual([panel.id, []]);
  }
  for (const json of dashboards.map(toDashboardJson)) {
    const { templating } = json as { templating: { list: { name: string; type: string; query: string }[] } };
    for (const { name: variable, type, query } of templating.list)
      if (type === 'query' && !['group', 'dyno'].includes(variable))
        expect((await store.client.query(grafanaText(query, nothingChosen))).rows).toEqual([]);
  }
});

describe.each(dashboards.map((dashboard) => [dashboard.uid, toDashboardJson(dashboard)] as const))(
  '%s',
  (_uid, json) => {
    const { templating, annotations } = json as unknown as {
      templating: { list: { name: string; type: string; query: string }[] };
      annotations: { list: { target?: { rawSql?: string } }[] };
    };

    it('offers choices and shows marks for a database of any name', async () => {
      const view: GrafanaView = {
        ...range,
        intervalMs: 60_000,
        variables: { group: ['no group'], source: name, sources: [name, 'S0'] },
      };
      const expected: Record<string, string> = {
        group: 'no group',
        source: name,
        sources: name,
        table: 'public.item',
        sproc: "public.it's",
      };
      for (const { name: variable, type, query } of templating.list) {
        if (type !== 'query' || variable === 'dyno') continue;
        const { rows } = await store.client.query<Record<string, string>>(grafanaText(query, view));
        expect([variable, rows.map((row) => Object.values(row)[0])]).toEqual([
          variable,
          expect.arrayContaining([expected[variable]]),
        ]);
      }
      for (const { target } of annotations.list) {
        if (!target?.rawSql) continue;
        const { rows } = await store.client.query<Record<string, unknown>>(grafanaText(target.rawSql, view));
        expect(Object.keys(rows[0] ?? {})).toEqual(['time', 'text']);
      }
    });
  },
);

it('is on a dashboard, whatever is in the catalogue but for what the web app alone shows', () => {
  const shown = new Set(dashboards.flatMap(({ rows }) => rows.flatMap((row) => row.panels.map(({ panel }) => panel))));
  expect(catalogue.filter((panel) => !shown.has(panel)).map(({ id }) => id)).toEqual([
    'top-statements',
    'biggest-tables',
  ]);
});
