import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Client } from '@pgwatch-heroku/shared';
import { ensureMetricTable, recordCollector, seriesIds, writeFetches } from '@pgwatch-heroku/store';
import type { TestDatabase } from '@pgwatch-heroku/testkit';
import request from 'supertest';
import { renderFamilies } from '../../src/metrics/render-families.js';
import { drainedSql, insertStorageSql, renameSourceSql, sourceIdSql } from './sql/sources.js';
import { signIn, startApp, type TestApp } from './support/start-app.js';
import { createStore, fillStore, open } from './support/store.js';

const token = 'canary-metrics-token';
const drainSecret = 'canary-drain-secret';
const hostile = 'a "quoted" \\ name\nSALES{evil="1"} 666 é\u2028';
const escaped = 'a \\"quoted\\" \\\\ name\\nSALES{evil=\\"1\\"} 666 é\u2028';

let database: TestDatabase;
let client: Client;
let served: TestApp;
beforeAll(async () => {
  database = await createStore();
  client = await open(database.superuserUrl);
  await fillStore(client);
  const { rows } = await client.query<{ id: number }>(sourceIdSql, ['SALES']);
  const sourceId = rows[0]?.id ?? 0;
  await client.query(renameSourceSql, [sourceId, hostile]);
  await recordCollector(client, {
    dyno: 'collector.1',
    version: '1.2.3',
    startedAt: new Date(1_700_000_000_000),
    info: { sources: 2, sourcesUp: 1, buffered: 17, cpuSeconds: 12.5, latenessP99Ms: 250, dropped: 3 },
  });
  await client.query(insertStorageSql);
  const columns = ['fetches', 'failures', 'skipped', 'rows', 'duration_ms'];
  const metric = 'collector_fetches';
  await ensureMetricTable(client, {
    metric,
    tags: ['metric'],
    columns: columns.map((name) => ({ name, type: 'int8' })),
  });
  const { ids } = await seriesIds(client, { sourceId, metric, tagSets: [{ metric: 'db_stats' }] });
  const tick = new Date();
  const values = ['{41}', '{2}', '{1}', '{41}', '{1500}'];
  await writeFetches(client, [{ sourceId, metric, tick, fetchedAt: tick, columns, values, series: ids }]);
  served = await startApp(database.superuserUrl, { metricsToken: token, logDrainSecret: drainSecret });
});
afterAll(async () => {
  await served.close();
  await client.end();
  await database.drop();
});

const scrape = (accept = '*/*') =>
  request(served.app).get('/metrics').set('Authorization', `Bearer ${token}`).set('Accept', accept);
const prometheus =
  'application/openmetrics-text;version=1.0.0;q=0.5,application/openmetrics-text;version=0.0.1;q=0.4,text/plain;version=0.0.4;q=0.3,*/*;q=0.1';

describe('/metrics', () => {
  it('tells how sources, metrics, collectors and the store fare', async () => {
    const { status, headers, text } = await scrape();
    expect(status).toBe(200);
    expect(headers['content-type']).toBe('text/plain; version=0.0.4; charset=utf-8');
    const lines = text.split('\n');
    const expected = [
      'pgwatch2_source_up{source="ARCHIVE"} 0',
      `pgwatch2_source_up{source="${escaped}"} 1`,
      `pgwatch2_metric_failing{source="${escaped}",metric="stat_statements"} 1`,
      `pgwatch2_metric_failing{source="${escaped}",metric="db_stats"} 0`,
      `pgwatch2_metric_last_duration_seconds{source="${escaped}",metric="db_stats"} 0.005`,
      `pgwatch2_metric_fetches_total{source="${escaped}",metric="db_stats"} 41`,
      `pgwatch2_metric_duration_seconds_total{source="${escaped}",metric="db_stats"} 1.5`,
      'pgwatch2_collector_version{dyno="collector.1",version="1.2.3"} 1',
      'pgwatch2_collector_start_time_seconds{dyno="collector.1"} 1700000000',
      'pgwatch2_collector_buffered_fetches{dyno="collector.1"} 17',
      'pgwatch2_collector_fetches_dropped_total{dyno="collector.1"} 3',
      'pgwatch2_collector_cpu_seconds_total{dyno="collector.1"} 12.5',
      'pgwatch2_collector_lateness_p99_seconds{dyno="collector.1"} 0.25',
      'pgwatch2_store_size_bytes 943718400',
      'pgwatch2_store_budget_bytes 1048576000',
      'pgwatch2_store_level 2',
      'pgwatch2_store_core_only 1',
    ];
    expect(lines).toEqual(expect.arrayContaining(expected));
    expect(text).toMatch(/^pgwatch2_store_relations \d+$/m);
  });

  it('lets no name of a source break out of its label', async () => {
    const { text } = await scrape();
    const sample = /^[a-z0-9_]+(\{([a-z]+="(\\[\\"n]|[^\\"\n])*",?)+\})? -?[0-9.e+-]+$/;
    const wrong = text
      .trimEnd()
      .split('\n')
      .filter((line) => !line.startsWith('# ') && !sample.test(line));
    expect(wrong).toEqual([]);
  });

  it('says nothing of queries, reasons or secrets', async () => {
    const { text } = await scrape();
    for (const word of ['pg_stat_statements', 'password', 'postgres://', 'canary']) expect(text).not.toContain(word);
  });

  it('speaks OpenMetrics to those who ask for it', async () => {
    const { headers, text } = await scrape(prometheus);
    expect(headers['content-type']).toBe('application/openmetrics-text; version=1.0.0; charset=utf-8');
    expect(text).toContain('# TYPE pgwatch2_metric_fetches counter\npgwatch2_metric_fetches_total{');
    expect(text.endsWith('\n# EOF\n')).toBe(true);
    const plain = (await scrape('text/plain;version=0.0.4')).text;
    expect(plain).toContain('# TYPE pgwatch2_metric_fetches_total counter\npgwatch2_metric_fetches_total{');
    expect(plain).not.toContain('# EOF');
  });

  it('names every family once, and writes values that Prometheus knows', () => {
    const family = { name: 'a', help: 'one \\ two\n"three"', type: 'gauge' as const };
    const samples = [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 1e21].map((value) => ({
      labels: {},
      value,
    }));
    expect(renderFamilies([{ ...family, samples }], 'plain')).toBe(
      '# HELP a one \\\\ two\\n"three"\n# TYPE a gauge\na NaN\na +Inf\na -Inf\na 1e+21\n',
    );
    expect(renderFamilies([{ ...family, samples: [] }], 'openMetrics')).toBe('# EOF\n');
  });
});

describe('who may read /metrics', () => {
  const get = () => request(served.app).get('/metrics');

  it('is whoever is signed in, or has the token', async () => {
    const agent = await signIn(served.app);
    expect((await agent.get('/metrics')).text).toContain('pgwatch2_source_up');
    expect((await agent.get('/metrics').set('Accept', 'text/html')).text).toContain('pgwatch2_source_up');
    expect((await scrape()).status).toBe(200);
  });

  it.each([
    ['nobody', {}],
    ['a wrong token', { Authorization: 'Bearer canary-metrics-tokem' }],
    ['an empty token', { Authorization: 'Bearer ' }],
    ['a token twice', { Authorization: `Bearer ${token} ${token}` }],
    ['the token as a password', { Authorization: `Basic ${Buffer.from(`admin:${token}`).toString('base64')}` }],
    ['a cookie that is none', { Cookie: 'pgwatch-loopback=s%3Anobody.nothing' }],
  ])('is not %s', async (_who, headers) => {
    const response = await get().set(headers);
    expect(response.status).toBe(401);
    expect(response.text).not.toContain('pgwatch2_');
  });

  it('sends a browser to sign in', async () => {
    const response = await get().set('Accept', 'text/html');
    expect([response.status, response.headers['location']]).toEqual([302, '/signin?next=%2Fmetrics']);
  });

  it('is nobody with a token where none is set', async () => {
    const other = await startApp(database.superuserUrl);
    for (const given of ['undefined', 'null', token]) {
      const response = await request(other.app).get('/metrics').set('Authorization', `Bearer ${given}`);
      expect(response.status).toBe(401);
      expect(response.headers['www-authenticate']).toBe('Bearer');
    }
    await other.close();
  });

  it('keeps the token out of the log', async () => {
    await scrape();
    await get().set('Authorization', `Bearer ${token}x`);
    expect(served.log.join('')).not.toContain(token);
  });
});

describe('/log-drain', () => {
  /** Seconds ago, as Logplex writes moments. */
  const ago = (seconds: number) => new Date(Date.now() - seconds * 1_000).toISOString().replace('Z', '+00:00');
  const frame = (text: string) => `${Buffer.byteLength(text)} ${text}`;
  const sample = (at: string, load: string, source = 'DATABASE') =>
    frame(
      `<134>1 ${at} host app heroku-postgres - source=${source} addon=postgresql-x-1 sample#db_size=7881583bytes sample#load-avg-1m=${load} sample#load-avg-5m=0.1 sample#memory-total=1000kB sample#memory-free=100kB sample#memory-cached=500kB\n`,
    );
  const post = (body: string, { name = 'ARCHIVE', query = '', auth = `drain:${drainSecret}` } = {}) =>
    request(served.app)
      .post(`/log-drain/${encodeURIComponent(name)}${query}`)
      .set('Authorization', `Basic ${Buffer.from(auth).toString('base64')}`)
      .set('Content-Type', 'application/logplex-1')
      .send(body);
  const drained = async (name = 'ARCHIVE') => (await client.query(drainedSql, [name])).rows;

  it('keeps load and memory of the database that it is for, each moment once', async () => {
    const at = ago(30);
    const lines = [
      frame(`<190>1 ${at} host app web.1 - a line of the app: source=DATABASE sample#load-avg-1m=99 ü\n`),
      sample(at, '0.25'),
      sample(at, '7', 'FOLLOWER'),
    ].join('');
    expect((await post(lines)).status).toBe(204);
    expect((await post(lines)).status).toBe(204); // Logplex may send it again
    const kilobyte = 1_024;
    const expected = {
      time: new Date(at),
      load: 0.25,
      total: 1_000 * kilobyte,
      available: 600 * kilobyte,
      percent: 40,
    };
    expect(await drained()).toEqual([expected]);
    expect((await post(lines, { name: hostile, query: '?source=FOLLOWER' })).status).toBe(204);
    expect(await drained(hostile)).toEqual([{ ...expected, load: 7 }]);
    expect(await drained()).toHaveLength(1);
  });

  it('leaves out what is not of now, what is cut off and what is no line of Heroku', async () => {
    const before = (await drained()).length;
    const bodies = [
      sample(ago(7_200), '1'),
      sample(ago(-3_600), '1'),
      sample('yesterday', '1'),
      frame(`<134>1 ${ago(20)} host app heroku-postgres - source=DATABASE sample#load-avg-1m=NaN sample#tables=3\n`),
      sample(ago(20), '1').slice(0, -5),
      frame(`<134>1 ${ago(20)} host app heroku-postgres - sample#load-avg-1m=1\n`),
      'no frame at all',
      '99999999 x',
      '',
    ];
    for (const body of bodies) expect([204, 415]).toContain((await post(body)).status);
    expect(await drained()).toHaveLength(before);
  });

  it('takes nothing from whoever has no secret, and nothing for a database that there is not', async () => {
    const before = (await drained()).length;
    for (const auth of ['drain:', `drain:${drainSecret}x`, drainSecret, `${drainSecret}:`, `admin:${token}`])
      expect((await post(sample(ago(10), '1'), { auth })).status).toBe(401);
    expect((await request(served.app).post('/log-drain/ARCHIVE').send('x')).status).toBe(401);
    expect((await post(sample(ago(10), '1'), { name: 'NOWHERE' })).status).toBe(404);
    expect((await post('x'.repeat(4 * 1024 * 1024 + 1))).status).toBe(413);
    const json = await post(sample(ago(10), '1')).set('Content-Type', 'application/json');
    expect(json.status).toBe(415);
    expect(await drained()).toHaveLength(before);
    expect(served.log.join('')).not.toContain(drainSecret);
  });

  it('is nowhere where no secret is set', async () => {
    const other = await startApp(database.superuserUrl);
    for (const password of ['undefined', '', drainSecret])
      expect((await request(other.app).post('/log-drain/ARCHIVE').auth('drain', password).send('x')).status).toBe(401);
    await other.close();
  });
});
