import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  type AttachedSource,
  listSources,
  readSource,
  recordCollector,
  recordMetricState,
  recordSourceState,
  type SourceFacts,
  syncAttachedSources,
  updateSourceFacts,
} from '../src/index.js';
import { addSource, createStore, open, type TestStore } from './store.js';

const attached = (alias: string, sameAs: string[] = []): AttachedSource => ({
  alias,
  variable: `PGWATCH2_MONITOREDDB_${alias}_URL`,
  sameAs,
});

const facts: SourceFacts = {
  serverVersionNum: 170010,
  serverVersion: '17.10',
  systemIdentifier: null,
  database: 'd1',
  isInRecovery: false,
  tlsFingerprint: null,
  serverStartedAt: '2026-11-01 08:00:00.123456+00',
  at: new Date(Date.UTC(2026, 10, 22, 12)),
};

describe('attached sources', () => {
  let store: TestStore;
  beforeAll(async () => {
    store = await createStore();
  });
  afterAll(() => store.close());
  const sync = (...list: AttachedSource[]) => syncAttachedSources(store.client, list);

  it('are added once, however often and from however many processes', async () => {
    const clients = await Promise.all(Array.from({ length: 5 }, () => open(store.database.url)));
    await Promise.all(clients.map((client) => syncAttachedSources(client, [attached('SALES'), attached('CRM')])));
    expect((await listSources(store.client)).map(({ name }) => name)).toEqual(['CRM', 'SALES']);
    expect(await sync(attached('SALES'), attached('CRM'))).toEqual({ changed: [] });
    await Promise.all(clients.map((client) => client.end()));
  });

  it('are paused when their variable is gone, and go on with their history when it is back', async () => {
    const before = (await listSources(store.client)).find(({ name }) => name === 'SALES');
    expect(before).toMatchObject({ variable: 'PGWATCH2_MONITOREDDB_SALES_URL', enabled: true, detachedAt: null });
    expect(await sync(attached('CRM'))).toEqual({ changed: ['SALES detached'] });
    expect(await sync(attached('CRM'))).toEqual({ changed: [] });
    const during = (await listSources(store.client)).find(({ name }) => name === 'SALES');
    expect(during).toMatchObject({ id: before?.id, detachedAt: expect.any(Date) });
    expect(await sync(attached('CRM'), attached('SALES'))).toEqual({ changed: ['SALES attached again'] });
    expect((await listSources(store.client)).find(({ name }) => name === 'SALES')).toEqual(before);
  });

  it('take note of other variables of the same database', async () => {
    expect(await sync(attached('CRM', ['OTHER_URL']), attached('SALES'))).toEqual({ changed: ['CRM changed'] });
  });

  it('leave alone what was added by URL, also under the same name', async () => {
    await store.client.query("INSERT INTO pgwatch2.source (name) VALUES ('BY_URL')");
    expect(await sync(attached('CRM', ['OTHER_URL']), attached('SALES'), attached('BY_URL'))).toEqual({ changed: [] });
    const byUrl = (await listSources(store.client)).find(({ name }) => name === 'BY_URL');
    expect(byUrl).toMatchObject({ variable: null, detachedAt: null, preset: 'heroku_postgres', group: null });
  });

  it('are on the list of the dashboards at once, and stay there with what they once gave', async () => {
    await store.client.query(`
      INSERT INTO pgwatch2.metric (name, description, versions) VALUES ('db_stats', '', '[]'), ('old', '', '[]');
      INSERT INTO pgwatch2.preset_metric VALUES ('heroku_postgres', 'db_stats', 60)`);
    const id = await addSource(store.client, 'SALES');
    const failed = { sourceId: id, metric: 'broken', ok: false, reason: 'no', durationMs: 1, rows: 0, at: new Date() };
    await recordMetricState(store.client, [{ ...failed, metric: 'old', ok: true }, failed]);
    const { rows } = await store.client.query(
      "SELECT dbname, metric FROM admin.all_distinct_dbname_metrics WHERE dbname = 'SALES' AND created_on <= now() ORDER BY 2",
    );
    expect(rows).toEqual([
      { dbname: 'SALES', metric: 'db_stats' },
      { dbname: 'SALES', metric: 'old' },
    ]);
  });

  it('remember what the server said and since when it is down', async () => {
    const id = await addSource(store.client, 'CRM');
    await updateSourceFacts(store.client, id, {
      ...facts,
      systemIdentifier: '7345678901234567890',
    });
    const at = (minute: number) => new Date(Date.UTC(2026, 10, 22, 12, minute));
    await recordSourceState(store.client, { sourceId: id, ok: true, at: at(0) });
    await recordSourceState(store.client, { sourceId: id, ok: false, reason: 'refused', hint: 'look', at: at(1) });
    await recordSourceState(store.client, { sourceId: id, ok: false, reason: 'timed out', at: at(3) });
    await recordSourceState(store.client, { sourceId: id, ok: true, at: at(2) }); // late: from a dyno that went
    const { rows } = await store.client.query(
      `SELECT server_version, system_identifier, is_up, state_reason, state_hint, state_since, checked_at
       FROM pgwatch2.source WHERE id = $1`,
      [id],
    );
    expect(rows).toEqual([
      {
        server_version: '17.10',
        system_identifier: '7345678901234567890',
        is_up: false,
        state_reason: 'timed out',
        state_hint: null,
        state_since: at(1),
        checked_at: at(3),
      },
    ]);
  });

  it('keep the instant at which another server answers, or the same one started anew', async () => {
    const id = await addSource(store.client, 'CRM');
    const minutes = async () => {
      const { rows } = await store.client.query<{ at: Date }>(
        'SELECT at FROM pgwatch2.server_change WHERE source_id = $1 ORDER BY at',
        [id],
      );
      return rows.map(({ at }) => at.getUTCMinutes());
    };
    const connected = (minute: number, said: Partial<SourceFacts>) =>
      updateSourceFacts(store.client, id, { ...facts, at: new Date(Date.UTC(2026, 10, 22, 12, minute)), ...said });
    await connected(0, {});
    await connected(1, {});
    await connected(2, { isInRecovery: true, serverVersionNum: 170011, tlsFingerprint: 'AA' });
    expect(await minutes()).toEqual([]);
    await connected(3, { serverStartedAt: '2026-11-22 12:02:30.5+00' });
    await connected(4, { serverStartedAt: '2026-11-22 12:02:30.5+00' });
    await connected(5, { serverStartedAt: '2026-11-22 12:02:30.5+00', database: 'd2' });
    await connected(6, { serverStartedAt: '2026-11-22 12:02:30.5+00', database: 'd2', systemIdentifier: '2' });
    expect(await minutes()).toEqual([3, 5]);
    await connected(7, { serverStartedAt: '2026-11-22 12:02:30.5+00', database: 'd2', systemIdentifier: '3' });
    expect(await minutes()).toEqual([3, 5, 7]);
  });

  it('show for a week that the certificate changed, though it is up', async () => {
    const id = await addSource(store.client, 'CRM');
    const connected = (tlsFingerprint: string | null) =>
      updateSourceFacts(store.client, id, { ...facts, tlsFingerprint });
    const notice = async () => (await readSource(store.client, 'CRM'))?.notice;
    expect(await connected('AA')).toEqual({ certificateChanged: false });
    expect(await connected('AA')).toEqual({ certificateChanged: false });
    expect(await connected(null)).toEqual({ certificateChanged: false });
    expect(await notice()).toBeNull();
    expect(await connected('BB')).toEqual({ certificateChanged: true });
    expect(await connected('BB')).toEqual({ certificateChanged: false }); // a restart does not hide it
    expect(await notice()).toMatch(/certificate changed on \d{4}/);
    const { rows } = await store.client.query(
      `UPDATE pgwatch2.source SET tls_changed_at = now() - interval '8 days' WHERE id = $1
       RETURNING tls_fingerprint, tls_previous_fingerprint`,
      [id],
    );
    expect(rows).toEqual([{ tls_fingerprint: 'BB', tls_previous_fingerprint: 'AA' }]);
    expect(await notice()).toBeNull();
  });

  it('count failures of a metric in a row and forget them with the first success', async () => {
    const sourceId = await addSource(store.client, 'CRM');
    const at = (minute: number) => new Date(Date.UTC(2026, 10, 22, 12, minute));
    const report = {
      sourceId,
      metric: 'stat_statements',
      durationMs: 3.5,
      rows: 0,
      reason: 'no extension',
      hint: 'add',
    };
    const read = async () =>
      (
        await store.client.query(
          `SELECT error, hint, consecutive_failures, failing_since, last_success_at, last_error_at, row_count
           FROM pgwatch2.source_metric WHERE source_id = $1 AND metric = 'stat_statements'`,
          [sourceId],
        )
      ).rows[0];
    await recordMetricState(store.client, { ...report, ok: false, at: at(1) });
    await recordMetricState(store.client, { ...report, ok: false, at: at(2) });
    await recordMetricState(store.client, { ...report, ok: false, at: at(0) });
    expect(await read()).toEqual({
      error: 'no extension',
      hint: 'add',
      consecutive_failures: 2,
      failing_since: at(1),
      last_success_at: null,
      last_error_at: at(2),
      row_count: null,
    });
    await recordMetricState(store.client, { ...report, ok: true, rows: 42, at: at(3) });
    expect(await read()).toEqual({
      error: null,
      hint: null,
      consecutive_failures: 0,
      failing_since: null,
      last_success_at: at(3),
      last_error_at: at(2),
      row_count: 42,
    });
    await recordMetricState(store.client, { ...report, sourceId: 4711, ok: true, at: at(3) }); // a source that is gone
  });

  it('are told about collectors, one line per dyno', async () => {
    const startedAt = new Date('2026-11-22T12:00:00Z');
    await recordCollector(store.client, { dyno: 'collector.1', version: '0.1.0', startedAt });
    await recordCollector(store.client, { dyno: 'collector.1', version: '0.2.0', startedAt, info: { sources: 2 } });
    const { rows } = await store.client.query(
      "SELECT dyno, version, started_at, info, seen_at > now() - interval '1 minute' AS fresh FROM pgwatch2.collector",
    );
    expect(rows).toEqual([
      { dyno: 'collector.1', version: '0.2.0', started_at: startedAt, info: { sources: 2 }, fresh: true },
    ]);
  });
});
