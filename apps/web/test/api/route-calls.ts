import type { TestDatabase } from '@pgwatch-heroku/testkit';
import type { Response } from 'supertest';
import { routes } from '../../src/api/routes.js';
import { adminPassword, type signIn } from '../server/support/start-app.js';

interface Call {
  path: string;
  body?: unknown;
  /** What has to be there first; gives what the call needs of it. */
  prepare?(context: {
    call(id: string, changes?: Partial<Call>): Promise<Response>;
    database: TestDatabase;
  }): Promise<Partial<Call>>;
}

const metric = (name: string) => ({
  ...{ name, description: 'One.', appliesTo: 'any' },
  versions: [{ minMajor: 15, sql: 'SELECT 1 AS one' }],
});
const preset = (name: string) => ({ name, description: 'One.', metrics: { db_stats: 60 } });

/** A call of each route that succeeds on the store of fillStore(), by the route's id. */
export const routeCalls: Record<string, Call> = {
  'get-session': { path: '/session' },
  'get-setup': { path: '/setup' },
  'get-openapi': { path: '/openapi.json' },
  'list-sources': { path: '/sources' },
  'get-source': { path: '/sources/SALES' },
  'get-panel': { path: '/sources/SALES/panels/transactions?from=now-1h' },
  'get-source-settings': { path: '/sources/SALES/settings' },
  'update-source': { path: '/sources/SALES', body: { settings: { group: 'shop', tags: { team: 'billing' } } } },
  'create-source': {
    path: '/sources',
    prepare: async ({ database }) => ({ body: { name: 'ENTERED', url: database.superuserUrl } }),
  },
  'set-source-url': {
    path: '/sources/MOVED/url',
    async prepare({ call, database }) {
      await call('create-source', { body: { name: 'MOVED', url: database.superuserUrl } });
      return { body: { url: database.superuserUrl } };
    },
  },
  'delete-source': {
    path: '/sources/GONE?data=remove',
    async prepare({ call, database }) {
      await call('create-source', { body: { name: 'GONE', url: database.superuserUrl } });
      return {};
    },
  },
  'change-sources': {
    path: '/sources/bulk',
    body: { names: ['SALES', 'NOPE'], change: { kind: 'update', settings: { isEnabled: true } } },
  },
  'test-source': { path: '/sources/SALES/test' },
  'test-url': {
    path: '/sources/test',
    prepare: async ({ database }) => ({ body: { url: database.superuserUrl } }),
  },
  'discover-databases': { path: '/sources/discover', body: { of: { source: 'SALES' }, include: '^t_', exclude: 'x$' } },
  'list-discoveries': { path: '/discoveries' },
  'create-discovery': {
    path: '/discoveries',
    prepare: async ({ database }) => ({
      body: { name: 'FOUND', url: database.superuserUrl, include: `^${database.name}$` },
    }),
  },
  'run-discovery': {
    path: '/discoveries/AGAIN/run',
    async prepare({ call, database }) {
      await call('create-discovery', { body: { name: 'AGAIN', url: database.superuserUrl, include: '^nothing$' } });
      return {};
    },
  },
  'set-discovery-url': {
    path: '/discoveries/ROTATED/url',
    async prepare({ call, database }) {
      await call('create-discovery', { body: { name: 'ROTATED', url: database.superuserUrl, include: '^nothing$' } });
      return { body: { url: database.superuserUrl } };
    },
  },
  'delete-discovery': {
    path: '/discoveries/ENDED?sources=delete',
    async prepare({ call, database }) {
      await call('create-discovery', { body: { name: 'ENDED', url: database.superuserUrl, include: '^nothing$' } });
      return {};
    },
  },
  'list-heroku-databases': { path: '/heroku/databases', body: { apiKey: 'HRKU-canary-typed' } },
  'start-heroku-operation': {
    path: '/heroku/operations',
    body: { kind: 'remove-demo', apiKey: 'HRKU-canary-typed' },
  },
  'plan-heroku-removal': { path: '/heroku/removal-plan', body: { apiKey: 'HRKU-canary-typed' } },
  'tail-heroku-log': { path: '/heroku/log', body: { apiKey: 'HRKU-canary-typed', part: 'all' } },
  'list-heroku-operations': { path: '/heroku/operations' },
  'get-doctor': { path: '/doctor' },
  'recheck-doctor': { path: '/doctor/recheck', body: {} },
  'get-source-doctor': { path: '/sources/SALES/doctor' },
  'recheck-source-doctor': { path: '/sources/SALES/doctor/recheck', body: { aspects: ['connection'] } },
  'list-metrics': { path: '/metrics' },
  'get-metric': { path: '/metrics/db_stats' },
  'create-metric': { path: '/metrics', body: metric('made') },
  'update-metric': {
    path: '/metrics/changed',
    async prepare({ call }) {
      const { body } = await call('create-metric', { body: metric('changed') });
      return { body: { version: body.version, definition: { ...body.definition, description: 'Another.' } } };
    },
  },
  'delete-metric': {
    path: '/metrics/gone',
    async prepare({ call }) {
      await call('create-metric', { body: metric('gone') });
      return {};
    },
  },
  'list-metric-columns': { path: '/metrics/db_stats/columns' },
  'list-metric-revisions': { path: '/metrics/made/revisions' },
  'revert-metric': {
    path: '/metrics/reverted/revert',
    async prepare({ call }) {
      const { body } = await call('create-metric', { body: metric('reverted') });
      return { body: { version: body.version, revision: 1 } };
    },
  },
  'try-metric': { path: '/metrics/try', body: { source: 'SALES', sql: 'SELECT 1 AS one' } },
  'list-presets': { path: '/presets' },
  'get-preset': { path: '/presets/heroku_postgres' },
  'create-preset': { path: '/presets', body: preset('made') },
  'update-preset': {
    path: '/presets/changed',
    async prepare({ call }) {
      const { body } = await call('create-preset', { body: preset('changed') });
      return { body: { version: body.version, definition: { ...body.definition, metrics: { db_stats: 30 } } } };
    },
  },
  'delete-preset': {
    path: '/presets/gone',
    async prepare({ call }) {
      await call('create-preset', { body: preset('gone') });
      return {};
    },
  },
  'list-preset-revisions': { path: '/presets/made/revisions' },
  'revert-preset': {
    path: '/presets/reverted/revert',
    async prepare({ call }) {
      const { body } = await call('create-preset', { body: preset('reverted') });
      return { body: { version: body.version, revision: 1 } };
    },
  },
  'export-definitions': { path: '/export?part=all' },
  'import-definitions': { path: '/import', body: { yaml: 'presets: {}', dryRun: false } },
  'get-collector': { path: '/collector' },
  'get-dyno-panel': { path: '/collector/dynos/collector.1/panels/dyno-memory?from=now-1h' },
  'list-costs': { path: '/collector/costs?limit=5' },
  'list-collector-problems': { path: '/collector/problems' },
  'get-settings': { path: '/settings' },
  'change-password': {
    path: '/settings/password',
    body: { current: adminPassword, next: 'another-long-password' },
  },
  'list-viewers': { path: '/settings/viewers' },
  'create-viewer': { path: '/settings/viewers', body: { name: 'guest', password: 'long-enough-password' } },
  'set-viewer-password': { path: '/settings/viewers/looker/password', body: { password: 'long-enough-password' } },
  'delete-viewer': {
    path: '/settings/viewers/leaver',
    async prepare({ call }) {
      await call('create-viewer', { body: { name: 'leaver', password: 'long-enough-password' } });
      return {};
    },
  },
  'list-tokens': { path: '/settings/tokens' },
  'create-token': { path: '/settings/tokens', body: { name: 'CI', role: 'viewer', expiresInDays: 30 } },
  'revoke-token': {
    path: '/settings/tokens/1',
    async prepare({ call }) {
      const { body } = await call('create-token');
      return { path: `/settings/tokens/${body.info.id}` };
    },
  },
  'list-audit': { path: '/audit?limit=2' },
};

/** Makes the calls above as an admin. */
export function caller(admin: Awaited<ReturnType<typeof signIn>>, database: TestDatabase) {
  const call = async (id: string, changes: Partial<Call> = {}): Promise<Response> => {
    const { csrfToken } = (await admin.get('/api/v1/session')).body;
    const { path, body } = { ...(routeCalls[id] as Call), ...changes };
    const method = routes.find((route) => route.id === id)?.method ?? 'get';
    const asked = admin[method](`/api/v1${path}`).set('X-CSRF-Token', csrfToken);
    return body === undefined ? asked : asked.send(body as object);
  };
  /** What the call needs. */
  const prepare = async (id: string) => (await routeCalls[id]?.prepare?.({ call, database })) ?? {};
  return { call, prepare };
}
