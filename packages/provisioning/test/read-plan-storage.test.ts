import { expect, it } from '@jest/globals';
import { createHerokuClient } from '@pgwatch-heroku/heroku-api';
import { readPlanStorage } from '../src/index.js';

const app = { id: 'a1', name: 'acme', web_url: null, stack: { name: 'container' }, region: { name: 'us' } };
const addon = { id: 'd1', name: 'postgresql-flat-1', app: { id: 'a1', name: 'acme' } };
const attached = (name: string, namespace: string | null) => ({
  id: name,
  name,
  namespace,
  app: addon.app,
  addon,
});

/** Heroku as it answers by path; anything else it does not know. */
function herokuWith(answers: Record<string, unknown>) {
  const paths: string[] = [];
  const client = createHerokuClient({
    apiKey: 'HRKU-canary',
    apiUrl: 'http://127.0.0.1:1',
    fetch: async (input) => {
      const { pathname } = new URL(String(input));
      paths.push(pathname);
      const body = answers[pathname];
      return new Response(JSON.stringify(body ?? { id: 'not_found', message: 'unknown' }), {
        status: body === undefined ? 404 : 200,
      });
    },
  });
  return { client, paths };
}

const answers = ({ plan, dataSize, attachments = [attached('DATABASE', null)] }: Given) => ({
  '/apps/acme': app,
  '/apps/acme/addon-attachments': attachments,
  '/addons/d1': {
    ...addon,
    plan: { name: `heroku-postgresql:${plan}` },
    addon_service: { name: 'heroku-postgresql' },
    state: 'provisioned',
    config_vars: [],
  },
  '/client/v11/databases/d1': { info: [{ name: 'Data Size', values: [dataSize] }] },
});
interface Given {
  plan: string;
  dataSize: string;
  attachments?: unknown[];
}
const own = { appName: 'acme', databaseUrl: undefined };
const gigabyte = 1024 ** 3;

it('takes the room that Heroku says before the one that the name of the plan tells', async () => {
  const { client } = herokuWith(answers({ plan: 'standard-0', dataSize: '7.9 MB / 96 GB (0.01%)' }));
  await expect(readPlanStorage(client, own)).resolves.toBe(96 * gigabyte);
});

it('goes by the name where Heroku says no limit, and knows nothing of a plan that it has not heard of', async () => {
  const known = herokuWith(answers({ plan: 'essential-1', dataSize: '9.2 MB' }));
  await expect(readPlanStorage(known.client, own)).resolves.toBe(10 * gigabyte);
  const unknown = herokuWith(answers({ plan: 'colossal-7', dataSize: '9.2 MB' }));
  await expect(readPlanStorage(unknown.client, own)).resolves.toBeUndefined();
});

it('asks about no other database where none is attached as DATABASE', async () => {
  const attachments = [attached('MONITOREDDB', null), attached('DATABASE', 'credential:pgwatch2')];
  const { client, paths } = herokuWith(answers({ plan: 'standard-0', dataSize: '1 MB', attachments }));
  await expect(readPlanStorage(client, own)).resolves.toBeUndefined();
  expect(paths).toEqual(['/apps/acme', '/apps/acme/addon-attachments']);
});

it('passes on what Heroku answers to a key that does not see the app', async () => {
  const { client } = herokuWith({ '/addon-attachments': [] });
  const databaseUrl = 'postgres://u:p@127.0.0.1:1/d';
  await expect(readPlanStorage(client, { ...own, databaseUrl })).rejects.toMatchObject({
    code: 'configuration',
    message: 'The account of HEROKU_API_KEY does not see this app',
  });
});
