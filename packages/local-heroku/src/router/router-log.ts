import type { IncomingMessage } from 'node:http';
import { type RouterErrorCode, routerErrors } from './errors.js';
import { forwardedFor } from './forward-headers.js';

/** What is known of a request by the time it is over. */
export interface RoutedRequest {
  request: IncomingMessage;
  requestId: string;
  dyno?: string | undefined;
  connectMs?: number | undefined;
  serviceMs?: number | undefined;
  status: number;
  bytes?: number | undefined;
  error?: RouterErrorCode | undefined;
}

/** The line that Heroku's router writes about each request. */
export function routerLogLine(routed: RoutedRequest): string {
  const { request, requestId, dyno = '', connectMs, serviceMs, status, bytes, error } = routed;
  const failure = error ? ` code=${error} desc="${routerErrors[error].desc}"` : '';
  const ms = (value: number | undefined) => (value === undefined ? '' : `${Math.round(value)}ms`);
  return [
    `at=${error ? 'error' : 'info'}${failure}`,
    `method=${request.method}`,
    `path="${quoted(request.url ?? '')}"`,
    `host=${request.headers.host ?? ''}`,
    `request_id=${requestId}`,
    `fwd="${quoted(forwardedFor(request))}"`,
    `dyno=${dyno}`,
    `connect=${ms(connectMs)}`,
    `service=${ms(serviceMs)}`,
    `status=${status}`,
    `bytes=${bytes ?? ''}`,
    'protocol=http',
  ].join(' ');
}

const quoted = (text: string) => text.replaceAll('"', '%22');
