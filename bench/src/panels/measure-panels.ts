import { type Client, connect } from '@pgwatch-heroku/shared';
import { grafanaText } from '@pgwatch-heroku/testkit';
import { databaseSizeSql } from '../sql/store-year.js';
import { quantile } from '../web/quantile.js';
import { type FilledSource, fillPanels, tagValue } from './fill-panels.js';
import { panelQueries } from './panel-queries.js';
import { vacuumSql } from './sql/fill-panels.js';
import { publishedOfOneSql, publishedSql } from './sql/published.js';

/** Each query is sent so many times, the first ones to a database that has not seen them. */
const rounds = 5;
const dayMs = 86_400_000;

export interface PanelTimes {
  name: string;
  times: number[];
}

export interface PanelFigures {
  queries: number;
  fillSeconds: number;
  storeMegabytes: number;
  /** All dashboards over 24 h. */
  day: PanelTimes[];
  /** The overview of all databases over 30 days. */
  month: PanelTimes[];
  /** pgwatch's published overview of a database over 24 h: of one database, and of all at once. */
  published: { one: PanelTimes[]; all: PanelTimes[] };
}

/**
 * Times every query of every dashboard as Grafana sends it, on a store of `count` sources.
 *
 * @param storeUrl an empty database, on a server as small as an Essential plan's.
 */
export async function measurePanels(storeUrl: string, count: number): Promise<PanelFigures> {
  const client = await connect({ url: storeUrl, label: 'the store', applicationName: 'bench' });
  try {
    const startedAt = performance.now();
    const sources = await fillPanels(client, count);
    await client.query(vacuumSql);
    const fillSeconds = (performance.now() - startedAt) / 1_000;
    const { rows } = await client.query<{ size: string }>(databaseSizeSql);
    const queries = panelQueries();
    const overview = queries.filter(({ dashboard }) => dashboard === 'pgwatch-global-overview');
    const to = new Date();
    const ask = (rawSql: string, days: number, round: number) =>
      client.query(grafanaText(rawSql, viewOf(sources, to, days, round)));
    return {
      queries: queries.length,
      fillSeconds,
      storeMegabytes: Number(rows[0]?.size) / 1024 ** 2,
      day: await timeAll(queries, ({ rawSql }, round) => ask(rawSql, 1, round)),
      month: await timeAll(overview, ({ rawSql }, round) => ask(rawSql, 30, round)),
      published: await measurePublished(client, sources, to),
    };
  } finally {
    await client.end();
  }
}

/** What a browser puts in: another database each round, and what is chosen of it. */
function viewOf(sources: readonly FilledSource[], to: Date, days: number, round: number) {
  const source = sources[Math.floor(((round + 0.5) * sources.length) / rounds)];
  return {
    from: new Date(to.getTime() - days * dayMs),
    to,
    // Of a chart about a thousand pixels wide, as Grafana rounds it.
    intervalMs: days === 1 ? 60_000 : 1_800_000,
    variables: {
      source: source?.name ?? '',
      sources: sources.map(({ name }) => name),
      group: ['no group', 'billing', 'shop'],
      dyno: '-1',
      queryid: tagValue('queryid', round),
      table: tagValue('table_full_name', round),
      sproc: tagValue('function_full_name', round),
      search: 'shop',
      top: '50',
    },
  };
}

async function measurePublished(client: Client, sources: readonly FilledSource[], to: Date) {
  const queriesOf = (sqls: Readonly<Record<string, string>>) =>
    Object.entries(sqls).map(([name, sql]) => ({ name, sql }));
  const from = new Date(to.getTime() - dayMs);
  const names = sources.map(({ name }) => name);
  return {
    one: await timeAll(queriesOf({ ...publishedSql, ...publishedOfOneSql }), ({ sql }, round) =>
      client.query(sql, [[names[round % names.length]], from, to]),
    ),
    all: await timeAll(queriesOf(publishedSql), ({ sql }) => client.query(sql, [names, from, to])),
  };
}

async function timeAll<Q extends { name: string }>(
  queries: readonly Q[],
  ask: (query: Q, round: number) => Promise<unknown>,
): Promise<PanelTimes[]> {
  const timed = queries.map((query) => ({ query, times: [] as number[] }));
  for (let round = 0; round < rounds; round++) {
    for (const { query, times } of timed) {
      const startedAt = performance.now();
      await ask(query, round);
      times.push(performance.now() - startedAt);
    }
  }
  return timed.map(({ query, times }) => ({ name: query.name, times }));
}

export const allTimes = (panels: readonly PanelTimes[]): number[] => panels.flatMap(({ times }) => times);
export const worstFirst = (panels: readonly PanelTimes[]): PanelTimes[] =>
  [...panels].sort((one, other) => Math.max(...other.times) - Math.max(...one.times));
export const p95 = (panels: readonly PanelTimes[]): number => quantile(allTimes(panels), 0.95);
