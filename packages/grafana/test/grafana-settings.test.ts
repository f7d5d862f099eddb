import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import { dataSourceFile } from '../src/provisioning/data-source.js';
import { childEnvironment } from '../src/supervisor/child-environment.js';
import { chooseGrafanaDatabases } from '../src/supervisor/choose-databases.js';
import { toDatabaseSetting } from '../src/supervisor/database-setting.js';
import { keptSettings } from '../src/supervisor/kept-settings.js';
import { planMemory } from '../src/supervisor/plan-memory.js';
import { readLogLine } from '../src/supervisor/read-log-line.js';

/** What Grafana makes of GF_DATABASE_URL: decoded parts in key=value text, which its driver then takes apart. */
function asGrafanaReads(setting: string): Record<string, string> {
  const url = new URL(setting);
  const parts = {
    user: decodeURIComponent(url.username),
    password: decodeURIComponent(url.password),
    dbname: decodeURIComponent(url.pathname.slice(1)),
  };
  const text = Object.entries(parts)
    .map(([name, value]) => `${name}=${value}`)
    .join(' ');
  const pairs = text.matchAll(/(\w+)=('(?:[^'\\]|\\[\s\S])*'|[^\s']*)(?:\s|$)/g);
  return Object.fromEntries(
    [...pairs].map(([, name, value = '']) => [
      name,
      value.startsWith("'") ? value.slice(1, -1).replaceAll(/\\([\s\S])/g, '$1') : value,
    ]),
  );
}

it('hands any user, password and database on as they are', () => {
  const text = fc.string({ minLength: 1, unit: 'grapheme' }).filter((value) => !/[\0/]/.test(value));
  // A URL's path cannot end in a dot or two alone: that is a folder.
  const name = text.filter((value) => !/^\.{1,2}$/.test(value));
  fc.assert(
    fc.property(text, text, name, (user, password, database) => {
      const [u, p, d] = [user, password, database].map(encodeURIComponent);
      const setting = toDatabaseSetting(
        `postgresql://${u}:${p}@db.example.com:6432/${d}?sslmode=disable&host=/tmp`,
        'X',
      );
      expect(asGrafanaReads(setting)).toEqual({ user, password, dbname: database });
      const url = new URL(setting);
      expect([url.protocol, url.host, url.search]).toEqual([
        'postgres:',
        'db.example.com:6432',
        '?search_path=grafana',
      ]);
      // Grafana replaces ${NAME} and %(name)s in its settings.
      expect(setting).not.toMatch(/\$|%\(/);
    }),
  );
});

it('leaves a Heroku URL as it is, but for the scheme and the path', () => {
  const url = 'postgres://u1:pabc0123@ec2-1.compute.amazonaws.com:5432/d1';
  expect(toDatabaseSetting(url, 'X')).toBe(`${url}?search_path=grafana`);
  expect(toDatabaseSetting('postgres://u:p@[::1]/d', 'X')).toBe('postgres://u:p@[::1]:5432/d?search_path=grafana');
});

it('writes a data source that pgwatch dashboards find, its password safe from replacement', () => {
  const file = dataSourceFile('postgres://u:a%24HOME%24b@h:5433/d', 'X') as { datasources: Record<string, unknown>[] };
  expect(file.datasources[0]).toMatchObject({
    uid: 'pgwatch-metrics',
    type: 'grafana-postgresql-datasource',
    isDefault: true,
    url: 'h:5433',
    user: 'u',
    secureJsonData: { password: 'a$$HOME$$b' },
    jsonData: { database: 'd', sslmode: 'require' },
  });
});

it('makes the same keys of the same secret, and others of another', () => {
  const make = (secretKey: string) =>
    childEnvironment({
      ...{ secretKey, storeUrl: 'postgres://u:p@h/d', storeVariable: 'X', port: 1, dir: '/tmp/x' },
      ...{ goLimit: '210MiB', logLevel: 'warn', kept: {}, publicOrigin: 'https://x.example.com' },
    });
  const first = make('a secret of some length');
  expect(make('a secret of some length')).toEqual(first);
  expect(make('another secret of some length')['GF_SECURITY_SECRET_KEY']).not.toBe(first['GF_SECURITY_SECRET_KEY']);
  expect(first['GF_SECURITY_ADMIN_PASSWORD']).not.toBe(first['GF_SECURITY_SECRET_KEY']);
  expect(first).toMatchObject({
    GF_SERVER_ROOT_URL: 'https://x.example.com/grafana/',
    GF_SERVER_HTTP_ADDR: '127.0.0.1',
    GF_SECURITY_COOKIE_SECURE: 'true',
    GF_AUTH_BASIC_ENABLED: 'false',
    GF_AUTH_DISABLE_LOGIN_FORM: 'true',
  });
});

it('keeps what users set for mail and alerts, and nothing that opens a door', () => {
  const kept = {
    GF_SMTP_HOST: 'a',
    GF_SECURITY_ADMIN_USER: 'boss',
    GF_SECURITY_ADMIN_PASSWORD: 'b',
    GF_SECURITY_SECRET_KEY: 'c',
    GF_UNIFIED_ALERTING_MIN_INTERVAL: '30s',
  };
  const not = {
    GF_AUTH_ANONYMOUS_ENABLED: 'true',
    GF_AUTH_PROXY_WHITELIST: '0.0.0.0/0',
    GF_SERVER_HTTP_ADDR: '0.0.0.0',
    GF_UNIFIED_ALERTING_HA_PEERS: 'x',
    GF_DATABASE_URL: 'x',
    GF_PATHS_PLUGINS: '/tmp',
    DATABASE_URL: 'x',
    GF_SMTP_USER: '',
  };
  expect(keptSettings({ ...kept, ...not })).toEqual(kept);
});

it.each([
  ['one credential for all', { DATABASE_URL: 'a' }, ['DATABASE_URL', 'DATABASE_URL', false]],
  [
    'all credentials',
    { DATABASE_URL: 'a', PGWATCH2_URL: 'b', PGWATCH2_GRAFANA_URL: 'c', PGWATCH2_GRAFANA_STORE_URL: 'd' },
    ['PGWATCH2_GRAFANA_STORE_URL', 'PGWATCH2_GRAFANA_URL', true],
  ],
  [
    'a reading role that is the owner',
    { DATABASE_URL: 'a', PGWATCH2_GRAFANA_URL: 'a' },
    ['DATABASE_URL', 'PGWATCH2_GRAFANA_URL', false],
  ],
  [
    'the Grafana app',
    { PGWATCH2_GRAFANA_URL: 'c', PGWATCH2_GRAFANA_STORE_URL: 'd' },
    ['PGWATCH2_GRAFANA_STORE_URL', 'PGWATCH2_GRAFANA_URL', true],
  ],
])('chooses databases of %s', (_what, users, [store, data, hasReadingRole]) => {
  const urls = Object.fromEntries(Object.entries(users).map(([name, user]) => [name, `postgres://${user}:p@h/d`]));
  expect(chooseGrafanaDatabases(urls)).toMatchObject({ storeVariable: store, dataVariable: data, hasReadingRole });
});

it('leaves the rest of a small dyno to the pages, and grows with the dyno', () => {
  expect(planMemory()).toEqual({ limitBytes: 440 * 1024 * 1024, goLimit: '200MiB' });
  expect(planMemory(1_024)).toEqual({ limitBytes: 880 * 1024 * 1024, goLimit: '400MiB' });
});

it.each([
  ['{"level":"error","logger":"migrator","msg":"failed","error":"no table","t":"x"}', 'error', 'failed: no table'],
  [
    'logger=settings t=2026-01-01T00:00:00Z level=warn msg="Config \\"x\\" is old" path=/x',
    'warn',
    'Config "x" is old',
  ],
  ['{"level":"info","msg":"HTTP Server Listen"}', 'info', 'HTTP Server Listen'],
  ['panic: runtime error', 'warn', 'panic: runtime error'],
  ['{"level":"error"', 'warn', '{"level":"error"'],
])('reads %s', (line, level, text) => {
  expect(readLogLine(line)).toMatchObject({ level, text });
});

it('cuts a line of any length before it looks into it', () => {
  // A stack or a query in one word: by the square of its length it would be 20 minutes, and no test is given more than one.
  const { level, text } = readLogLine('x'.repeat(1_000_000));
  expect([level, text]).toEqual(['warn', expect.stringMatching(/^x{1000} \.\.\. x{1000}$/)]);
});
