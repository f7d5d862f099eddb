import type { IncomingHttpHeaders } from 'node:http';
import { identityHeaders } from '@pgwatch-heroku/grafana';
import type { Request } from 'express';

export interface GrafanaIdentity {
  user: string;
  role: 'Admin' | 'Viewer';
}

/**
 * What no client may tell Grafana: who it is (by our headers or by any of Grafana's own ways to log in), whom it
 * forwards for, which organisation or data source credentials to use. Underscores, because some servers read them as
 * dashes. And `Expect`, which Node has answered already: who forwards it would have to wait for Grafana's answer to it.
 */
const forbidden =
  /^(x[-_](webauth|grafana|ds|forwarded|real|id|access|jwt|csrf)[-_].*|(proxy[-_])?authorization|forwarded|via|cookie2|http2-settings|expect)$/i;

/** Our own cookies, and Grafana's session: who is who is decided here, at every request. */
const forbiddenCookie = /^(__Host-pgwatch|pgwatch-loopback|grafana_session)/i;

/** The headers of a request as Grafana gets them. Host and Origin stay: Grafana compares them with each other. */
export function toGrafanaHeaders(request: Request, identity: GrafanaIdentity): IncomingHttpHeaders {
  const headers: IncomingHttpHeaders = {};
  for (const [name, value] of Object.entries(request.headers)) if (!forbidden.test(name)) headers[name] = value;
  const cookie = keepCookies(headers.cookie);
  if (cookie === undefined) delete headers.cookie;
  else headers.cookie = cookie;
  return {
    ...headers,
    [identityHeaders.user]: identity.user,
    [identityHeaders.role]: identity.role,
    'x-forwarded-for': request.ip,
    'x-forwarded-proto': request.protocol,
    'x-forwarded-host': request.headers.host,
  };
}

function keepCookies(header: string | undefined): string | undefined {
  const kept = (header ?? '')
    .split(';')
    .map((pair) => pair.trim())
    .filter((pair) => pair !== '' && !forbiddenCookie.test(pair));
  return kept.length > 0 ? kept.join('; ') : undefined;
}

/** Set-Cookie headers of Grafana's that may reach the browser: a session of its own it must not begin. */
export function allowedSetCookies(cookies: readonly string[]): string[] {
  return cookies.filter((cookie) => !forbiddenCookie.test(cookie));
}
