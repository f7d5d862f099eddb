import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

export interface FakeHeroku {
  url: string;
  /** Authorization of every request. */
  keys: string[];
  /** Bodies of what was to change something, by method and path. */
  changes: Record<string, unknown>;
  /** Whether a log goes on after what it has; those that do. */
  tail: { goesOn: boolean; open: ServerResponse[] };
  close(): Promise<void>;
}

const app = {
  id: '2f1d3ab4-0001-4a6e-9b1c-000000000001',
  name: 'sunny-day',
  stack: { name: 'container' },
  region: { name: 'us' },
  space: null,
  team: null,
};
const addon = {
  id: '2f1d3ab4-0002-4a6e-9b1c-000000000002',
  name: 'postgresql-cubed-12345',
  state: 'provisioned',
  app: { id: app.id, name: app.name },
  plan: { name: 'heroku-postgresql:standard-0', price: { cents: 5_000, unit: 'month' } },
  addon_service: { name: 'heroku-postgresql' },
  config_vars: ['DATABASE_URL'],
};
const answers: Record<string, unknown> = {
  '/apps': [app],
  '/apps/sunny-day': app,
  '/addons': [addon],
  '/addon-attachments': [],
  '/apps/sunny-day/addon-attachments': [],
  '/apps/sunny-day/formation': [{ type: 'collector', quantity: 1, size: 'Basic', command: null }],
  '/apps/sunny-day/addons': [addon],
  '/apps/sunny-day/config-vars': { HEROKU_API_KEY: 'left-behind' },
  '/apps/sunny-day/dynos': {
    ...{ id: '2f1d3ab4-0003-4a6e-9b1c-000000000003', name: 'run.1234', type: 'run', state: 'starting', size: 'Basic' },
    ...{ command: 'pgwatch-heroku provisioner resume', release: { version: 7 } },
  },
};

const logPath = '/logs/secret-session';
const at = '2026-11-27T12:00:00.000000+00:00';
/** With what no line of ours has, and must not be shown when one does. */
const log = [
  `${at} app[web.1]: listening`,
  `${at} app[collector.1]: connects to postgres://u:canary-in-log@db.example.com/d`,
  `${at} heroku[router]: at=info method=GET path="/"`,
  '',
].join('\n');

/** The foreign edge: an account with one app that has one database and nothing to remove. */
export async function startFakeHeroku(): Promise<FakeHeroku> {
  const keys: string[] = [];
  const changes: FakeHeroku['changes'] = {};
  const tail: FakeHeroku['tail'] = { goesOn: false, open: [] };
  const server = createServer(async (request, response) => {
    keys.push(request.headers.authorization ?? '');
    const body = await text(request);
    if (body !== '') changes[`${request.method} ${request.url}`] = JSON.parse(body);
    if (request.url === '/apps/sunny-day/log-sessions') {
      response.writeHead(201, { 'content-type': 'application/json' });
      response.end(JSON.stringify({ logplex_url: `http://${request.headers.host}${logPath}` }));
      return;
    }
    if (request.url === logPath) {
      response.writeHead(200, { 'content-type': 'text/plain' });
      response.write(log);
      if (tail.goesOn) tail.open.push(response);
      else response.end();
      return;
    }
    const answer = answers[request.url ?? ''];
    response.writeHead(answer === undefined ? 404 : 200, { 'content-type': 'application/json' });
    response.end(JSON.stringify(answer ?? { id: 'not_found', message: 'Not here.' }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    keys,
    changes,
    tail,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
