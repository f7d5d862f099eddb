import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface FakeHeroku {
  url: string;
  /** Authorization of every request. */
  keys: string[];
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
  '/apps/sunny-day/formation': [],
};

/** The foreign edge: an account with one app that has one database and nothing to remove. */
export async function startFakeHeroku(): Promise<FakeHeroku> {
  const keys: string[] = [];
  const server = createServer((request, response) => {
    keys.push(request.headers.authorization ?? '');
    const answer = answers[request.url ?? ''];
    response.writeHead(answer === undefined ? 404 : 200, { 'content-type': 'application/json' });
    response.end(JSON.stringify(answer ?? { id: 'not_found', message: 'Not here.' }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    keys,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
