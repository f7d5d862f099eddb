import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createTestDatabase } from '@pgwatch-heroku/testkit';
import { createMonitored, fetchMetric, type Monitored, open, unavailableReason } from './support.js';

let monitored: Monitored;

beforeAll(async () => {
  monitored = await createMonitored();
});
afterAll(() => monitored.close());

it('says what a role lacks, and nothing to a role that lacks nothing', async () => {
  const worker = await open(monitored.database.url, false);
  await worker.query(`
    CREATE TABLE public.kept (id serial PRIMARY KEY);
    INSERT INTO public.kept SELECT FROM generate_series(1, 1000);
    ANALYZE public.kept`);
  const { plain, owner } = monitored;
  expect(await unavailableReason(plain, 'wal_size')).toMatch(/^the role \S+ may not call pg_ls_waldir\(\)$/);
  expect(await unavailableReason(plain, 'sequence_health')).toMatch(/may read none of the 1 sequences$/);
  expect(await unavailableReason(plain, 'table_bloat_approx_summary_sql')).toMatch(/may read none of the 1 tables$/);
  for (const name of ['wal_size', 'sequence_health', 'table_bloat_approx_summary_sql']) {
    expect(await unavailableReason(owner, name)).toBeNull();
  }
  await worker.query('GRANT SELECT ON ALL TABLES IN SCHEMA public TO PUBLIC');
  expect(await unavailableReason(plain, 'table_bloat_approx_summary_sql')).toBeNull();
  expect((await fetchMetric(plain, 'table_bloat_approx_summary_sql')).rows[0]).toMatchObject({
    approx_table_bloat_b: expect.any(Number),
  });
  await worker.end();
});

describe('pg_stat_statements', () => {
  it.each(['1.8', '1.9', '1.10'])('is read as it is where its version stayed %s through upgrades', async (version) => {
    const database = await createTestDatabase();
    const superuser = await open(database.superuserUrl, false);
    await superuser.query(`CREATE EXTENSION pg_stat_statements VERSION '${version}'`);
    await superuser.end();
    const owner = await open(database.url);
    for (let call = 0; call < 8; call++) await owner.query('SELECT pg_sleep(0.002) AS slept');
    const { rows } = await fetchMetric(owner, 'stat_statements');
    expect(rows.find(({ calls }) => calls === '8')).toMatchObject({
      blk_read_time: 0,
      jit_generation_time: version === '1.10' ? 0 : null,
    });
    await owner.end();
    await database.drop();
  });
});
