import { expect, it } from '@jest/globals';
import { createLogger } from '@pgwatch-heroku/shared';
import { useHeroku } from '../../../packages/provisioning/test/support/use-heroku.js';
import { openOperationJournal } from '../src/harden/operation-journal.js';
import { run } from './apps.js';

const app = useHeroku({ plans: { DATABASE: 'essential-0', MONITOREDDB: 'essential-0' } });

/** Waits for nobody. */
const open = (database: string, kind: 'harden' | 'three-apps') =>
  openOperationJournal({
    ...{ client: app.client(), app: 'local', databaseUrl: app.heroku.databaseUrl(database), kind, dyno: 'run.1' },
    ...{ log: createLogger({ name: 'test', level: 'silent' }), signal: new AbortController().signal, patienceMs: 0 },
  });

it('an operation that moves into another database a second time does not wait for the lease that it holds', async () => {
  for (const name of ['DATABASE', 'MONITOREDDB']) {
    const made = await run('collector-bootstrap', { DATABASE_URL: app.heroku.databaseUrl(name) });
    expect(made.code).toBe(0);
  }
  const journal = await open('DATABASE', 'three-apps');
  const moved = app.heroku.databaseUrl('MONITOREDDB');
  await journal?.moveTo(moved);
  await journal?.onStep({ id: 'database', title: 'Collector DB', state: 'failed', detail: 'cut off' });
  await journal?.moveTo(moved);
  await journal?.end('done');
  const states = await app.query('MONITOREDDB', 'SELECT state FROM pgwatch2.operation');
  expect(states).toEqual([{ state: 'done' }]);
});

it('what a cut-off part tells after the end takes the lease from nobody and changes nothing', async () => {
  const journal = await open('MONITOREDDB', 'harden');
  await journal?.end('handed-over');
  await journal?.onStep({ id: 'credential', title: 'Credential', state: 'failed', detail: 'cut off' });
  const next = await open('MONITOREDDB', 'harden');
  expect(next).toBeDefined();
  const newest = 'SELECT state, steps FROM pgwatch2.operation ORDER BY id DESC LIMIT 1';
  expect(await app.query('MONITOREDDB', newest)).toEqual([{ state: 'running', steps: [] }]);
  await next?.end('done');
});
