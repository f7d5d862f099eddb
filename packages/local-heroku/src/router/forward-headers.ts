import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

/** RFC 9110 7.6.1: they speak of one connection and end with it. */
const hopByHop = new Set(['connection', 'keep-alive', 'proxy-authenticate', 'proxy-authorization', 'te', 'trailer']);
/** Set by us alone; what a client sends under these names is not believed. */
const ours = new Set([
  'x-forwarded-for',
  'x-forwarded-proto',
  'x-forwarded-port',
  'x-request-start',
  'x-request-id',
  'via',
]);
const via = '1.1 heroku-router';

/** Heroku keeps a request id that looks like one. */
export function requestIdOf(request: IncomingMessage): string {
  const given = request.headers['x-request-id'];
  return typeof given === 'string' && /^[\w+/=-]{20,200}$/.test(given) ? given : randomUUID();
}

/** The client's address, after those that the client itself claims, which the app must not trust. */
export function forwardedFor(request: IncomingMessage): string {
  const claimed = request.headers['x-forwarded-for'];
  const address = (request.socket.remoteAddress ?? '').replace(/^::ffff:/, '');
  return [claimed, address].flat().filter(Boolean).join(', ');
}

/** Headers for the dyno, in the flat form that keeps order, case and repetition. */
export function requestHeaders(request: IncomingMessage, requestId: string, port: number): string[] {
  const headers = filtered(request, (name) => ours.has(name) || name === 'expect');
  headers.push('X-Request-Id', requestId, 'X-Request-Start', String(Date.now()));
  headers.push('X-Forwarded-For', forwardedFor(request), 'X-Forwarded-Proto', 'http', 'X-Forwarded-Port', String(port));
  headers.push('Via', [request.headers.via, via].filter(Boolean).join(', '));
  headers.push('Connection', request.headers.upgrade ? 'Upgrade' : 'close');
  return headers;
}

/** Headers for the client. Node frames the body anew, so the dyno's own framing is dropped. */
export function responseHeaders(response: IncomingMessage): string[] {
  const headers = filtered(response, (name) => name === 'transfer-encoding' || name === 'via' || name === 'upgrade');
  headers.push('Via', [response.headers.via, via].filter(Boolean).join(', '));
  return headers;
}

function filtered({ headers, rawHeaders }: IncomingMessage, isDropped: (name: string) => boolean): string[] {
  const named = new Set((headers.connection ?? '').toLowerCase().split(/\s*,\s*/));
  named.delete('upgrade');
  const kept: string[] = [];
  for (let at = 0; at < rawHeaders.length; at += 2) {
    const [name = '', value = ''] = rawHeaders.slice(at, at + 2);
    const lower = name.toLowerCase();
    if (hopByHop.has(lower) || named.has(lower) || isDropped(lower)) continue;
    kept.push(name, value);
  }
  return kept;
}
