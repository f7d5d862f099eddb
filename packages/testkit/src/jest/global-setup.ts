import { type Postgres, prepareTemplate, startPostgres } from '@pgwatch-heroku/embedded-postgres';
import { offerBrowser } from '../browser/offer-browser.js';
import { templateDirOf } from '../cluster/cluster-template.js';
import { fetchMajor } from '../cluster/fetch-major.js';
import { publishCluster, readTestMajor } from '../config.js';
import { withSuperuser } from '../database.js';
import { createStatementsSql } from '../sql/statements.js';
import { bundlePackages } from './bundle-packages.js';
import { makeRunDir } from './run-dir.js';

const holder = globalThis as typeof globalThis & {
  pgwatchTestCluster?: { postgres: Postgres; dir: string; browser: { end(): Promise<void> } };
};

/** Starts the one PostgreSQL server that all test files of a run share, each in databases of its own, and offers them one browser. */
export default async function globalSetup(): Promise<void> {
  await bundlePackages();
  const dir = await makeRunDir();
  const template = templateDirOf(dir);
  const major = readTestMajor();
  await prepareTemplate(template, {
    nativeDir: await fetchMajor(major),
    // Both sides of every login go through as many rounds as there are for its password; 15 has always 4096.
    settings: major < 16 ? {} : { scram_iterations: 1 },
  });
  const postgres = await startPostgres({
    dir,
    template,
    // Durability costs time and proves nothing here; what depends on it starts a cluster of its own.
    settings: { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_connections: 300 },
  });
  await withSuperuser((client) => client.query(createStatementsSql), undefined, postgres.superuserUrl);
  holder.pgwatchTestCluster = { postgres, dir, browser: await offerBrowser(dir) };
  publishCluster({ superuserUrl: postgres.superuserUrl, dir });
}
