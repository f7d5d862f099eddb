import type { Request } from 'express';

const loopbackHost = /^(localhost|[a-z0-9-]+\.localhost|127(\.\d{1,3}){3}|\[::1\])(:\d+)?$/i;

/**
 * Whether the request was made to this machine by name or address. Only such requests may be plain HTTP. Heroku's
 * router passes the Host header on; X-Forwarded-Host is not looked at, because clients can send it.
 */
export function isLoopbackHost(request: Request): boolean {
  return loopbackHost.test(request.headers.host ?? '');
}

/** Scheme, host and port that the browser shows: what its Origin header says on our own pages. */
export function ownOrigin(request: Request): string {
  return `${request.protocol}://${request.headers.host ?? ''}`.toLowerCase();
}

/**
 * Whether the browser says that another site made this request. `Origin: null` is what a form of ours sends too,
 * because our referrer policy is no-referrer; Sec-Fetch-Site then tells them apart where the browser knows it, and the
 * token decides everywhere.
 */
export function isCrossOrigin(request: Request): boolean {
  const origin = request.headers.origin;
  if (origin !== undefined && origin !== 'null') return origin.toLowerCase() !== ownOrigin(request);
  const site = request.headers['sec-fetch-site'];
  return site !== undefined && site !== 'same-origin' && site !== 'none';
}
