import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { Browser } from '../support/browser.js';
import { adminPassword, createApp, createStore, type TestApp } from '../support/start-app.js';

let store: Awaited<ReturnType<typeof createStore>>;
let served: TestApp;

beforeAll(async () => {
  store = await createStore();
  served = await createApp(store.pool);
});
afterAll(async () => {
  served.close();
  await store.drop();
});

const csp = (rest: string[]) =>
  [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self' 'nonce-*'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "manifest-src 'self'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    ...rest,
  ].join(';');

const securityHeaders = {
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'origin-agent-cluster': '?1',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-dns-prefetch-control': 'off',
  'x-download-options': 'noopen',
  'x-frame-options': 'DENY',
  'x-permitted-cross-domain-policies': 'none',
  'x-xss-protection': '0',
};

const others =
  /^(connection|content-(length|type)|date|etag|keep-alive|cache-control|location|set-cookie|vary|retry-after)$/;

function securityOf(headers: Record<string, string>): Record<string, string> {
  const left = Object.entries(headers).filter(([name]) => !others.test(name));
  return Object.fromEntries(left.map(([name, value]) => [name, value.replaceAll(/'nonce-[\w+/=]{24}'/g, "'nonce-*'")]));
}

it.each(['/signin', '/signin/style.css', '/signin/icon.svg', '/', '/setup', '/api/v1/session', '/nowhere'])(
  'sends the same security headers with %s, signed in or not',
  async (path) => {
    const browser = new Browser(served.app);
    const expected = {
      ...securityHeaders,
      'content-security-policy': csp(['upgrade-insecure-requests']),
      'strict-transport-security': 'max-age=31536000',
    };
    expect(securityOf((await browser.get(path, { Accept: 'text/html' })).headers)).toEqual(expected);
    await browser.signIn({ password: adminPassword });
    expect(securityOf((await browser.get(path, { Accept: 'text/html' })).headers)).toEqual(expected);
  },
);

it('leaves out what would break plain http on loopback', async () => {
  const { headers } = await new Browser(served.app, { scheme: 'http', host: 'localhost:5000' }).get('/signin');
  expect(securityOf(headers)).toEqual({ ...securityHeaders, 'content-security-policy': csp([]) });
});

it('makes a new nonce for every answer', async () => {
  const nonces = new Set<string>();
  for (let count = 0; count < 5; count++) {
    const { headers } = await new Browser(served.app).get('/signin');
    nonces.add(/'nonce-([^']+)'/.exec(headers['content-security-policy'] ?? '')?.[1] ?? '');
  }
  expect(nonces.size).toBe(5);
});

it('lets nobody keep pages that need a session', async () => {
  for (const path of ['/signin', '/setup']) {
    const { headers } = await new Browser(served.app).get(path, { Accept: 'text/html' });
    expect(headers['cache-control']).toBe('no-store');
  }
});
