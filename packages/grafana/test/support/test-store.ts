import { emptyTables, metrics, presets } from '@pgwatch-heroku/metrics';
import { type Client, connect } from '@pgwatch-heroku/shared';
import {
  type Fetch,
  keepHistory,
  loadDefinitions,
  migrate,
  seriesIds,
  setSeriesDetails,
  writeFetches,
} from '@pgwatch-heroku/store';
import { createTestDatabase, type TestDatabase, templateDatabase } from '@pgwatch-heroku/testkit';
import { bindPanel, catalogue, ensurePanelTables, metricShapes, type Panel } from '../../src/index.js';
import { addMetricSql, addServerChangeSql, addSourceSql, explainSql } from '../sql/sources.js';

/** Seconds since `start`. */
export interface PanelRange {
  from?: number;
  to: number;
  step?: number;
  sources?: number[];
  queryid?: string;
}

type Values = Record<string, number | null>;
export interface Row {
  time: Date;
  label: string | null;
  value: number | null;
  [column: string]: unknown;
}

/** Midnight of yesterday: inside every retention, and never at the edge of now. */
export const start = new Date(Math.floor(Date.now() / 86_400_000 - 1) * 86_400_000);
export const at = (seconds: number) => new Date(start.getTime() + seconds * 1_000);

/** A store with the tables of all metrics, to be filled by hand. */
export class TestStore {
  readonly client: Client;
  readonly #database: TestDatabase;
  #pending: Fetch[] = [];
  /** The source that is filled and looked at. */
  source = 0;

  private constructor(client: Client, database: TestDatabase) {
    this.client = client;
    this.#database = database;
  }

  static async open(): Promise<TestStore> {
    const template = await templateDatabase('panels', async (url) => {
      const client = await connect({ url, label: 'the template', applicationName: 'testkit' });
      await migrate(client);
      await loadDefinitions(client, { metrics, presets, emptyTables: Object.values(emptyTables).flat() });
      await ensurePanelTables(client);
      await client.end();
    });
    const database = await createTestDatabase({ template });
    const url = database.superuserUrl;
    const client = await connect({ url, label: 'the test store', applicationName: 'testkit' });
    const store = new TestStore(client, database);
    await store.addSource();
    return store;
  }

  async close(): Promise<void> {
    await this.client.end();
    await this.#database.drop();
  }

  /** A new source, without a past. */
  async addSource(): Promise<void> {
    const { rows } = await this.client.query(addSourceSql);
    this.source = rows[0].id;
  }

  /** A fetch of a metric without tags, made `lateSeconds` after its tick. */
  add(metric: string, tickSeconds: number, values: Values, lateSeconds = 0): void {
    const texts = Object.values(values).map((value) => (value === null ? null : String(value)));
    this.#add(metric, tickSeconds, lateSeconds, Object.keys(values), texts, null);
  }

  /** A fetch of a metric with one tag: tag value -> values. */
  async addSeries(metric: string, tickSeconds: number, elements: Record<string, Values>, lateSeconds = 0) {
    const tag = tagOf(metric);
    const tagSets = Object.keys(elements).map((value) => ({ [tag]: value }));
    const { ids } = await seriesIds(this.client, { sourceId: this.source, metric, tagSets });
    const columns = Object.keys(Object.values(elements)[0] ?? {});
    const arrays = columns.map((column) => `{${Object.values(elements).map((values) => values[column] ?? 'NULL')}}`);
    this.#add(metric, tickSeconds, lateSeconds, columns, arrays, ids);
  }

  addRaw(fetch: Fetch): void {
    this.#pending.push(fetch);
  }

  /** From this second on another server answers. */
  async changeServer(seconds: number): Promise<void> {
    await this.client.query(addServerChangeSql, [this.source, at(seconds)]);
  }

  /** Thins what is older than a day at that second to a fetch per 10 minutes or per hour, and the peaks of a gauge. */
  async thin(metric: string, seconds: number, tier: 'tenMinutes' | 'hour', peaks: string[]): Promise<void> {
    await this.write();
    await this.client.query(addMetricSql, [metric, JSON.stringify({ peaks })]);
    const tenMinutesDays = tier === 'hour' ? 1 : 90;
    const history = { rawDays: 1, tenMinutesDays, retentionDays: 365 };
    const { busy } = await keepHistory(this.client, { history, now: at(seconds) });
    if (busy.length > 0) throw new Error(`busy: ${busy}`);
  }

  async describe(metric: string, queryid: string, query: string): Promise<void> {
    const { ids } = await seriesIds(this.client, { sourceId: this.source, metric, tagSets: [{ queryid }] });
    await setSeriesDetails(this.client, [{ id: ids[0] ?? 0, tags: { query } }]);
  }

  async write(): Promise<void> {
    const { failed } = await writeFetches(this.client, this.#pending);
    this.#pending = [];
    if (failed.length > 0) throw new Error(failed[0]?.reason);
  }

  /** What a panel shows of a range. */
  async show(id: string, range: PanelRange): Promise<Row[]> {
    await this.write();
    const { text, values } = this.#bind(id, range);
    const { rows } = await this.client.query<Row>(text, values);
    return rows;
  }

  async explain(id: string, range: PanelRange): Promise<string> {
    await this.write();
    const { text, values } = this.#bind(id, range);
    const { rows } = await this.client.query<{ 'QUERY PLAN': string }>(explainSql(text), values);
    return rows.map((row) => row['QUERY PLAN']).join('\n');
  }

  #bind(id: string, range: PanelRange): { text: string; values: unknown[] } {
    return bindPanel(panelNamed(id), {
      sources: range.sources ?? [this.source],
      queryid: range.queryid ?? '',
      table: '',
      sproc: '',
      search: '',
      top: 50,
      source: this.source,
      from: at(range.from ?? 0),
      to: at(range.to),
      step: range.step ?? 1,
    });
  }

  #add(
    metric: string,
    tick: number,
    late: number,
    columns: string[],
    values: Fetch['values'],
    series: Fetch['series'],
  ) {
    const fetchedAt = at(tick + late);
    this.#pending.push({ sourceId: this.source, metric, tick: at(tick), fetchedAt, columns, values, series });
  }
}

/** The tag that a series of a metric is told by in tests, the last one of several. */
const tagOf = (metric: string) => metricShapes.find((shape) => shape.metric === metric)?.tags.at(-1) ?? '';

export function panelNamed(id: string): Panel {
  const panel = catalogue.find((candidate) => candidate.id === id);
  if (!panel) throw new Error(`no panel ${id}`);
  return panel;
}

/** One line of what a panel shows, as [seconds since start, value]. */
export function line(rows: Row[], label: string): [number, number | null][] {
  return rows.filter((row) => row.label === label).map(({ time, value }) => [secondsOf(time), value]);
}

/** Where all lines break. */
export const breaksOf = (rows: Row[]) => rows.filter(({ label }) => label === null).map(({ time }) => secondsOf(time));

const secondsOf = (time: Date) => (time.getTime() - start.getTime()) / 1_000;
