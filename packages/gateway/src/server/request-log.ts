import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Logger } from '@pgwatch-heroku/shared';
import type { RequestHandler } from 'express';
import { type HttpLogger, pinoHttp } from 'pino-http';

/** With pino-http's own types, which give requests their `log`. */
type RequestLog = RequestHandler & Pick<HttpLogger, 'logger'>;
type Serialized = { id: unknown; method: string; path: string };

/**
 * One line per request: method, path, status, duration. Never a query string or a header. Reading is debug, because
 * pages poll and Heroku's router writes a line of its own; what changes something or fails is seen.
 */
export function requestLog(log: Logger): RequestLog {
  return pinoHttp({
    logger: log,
    genReqId: (request) => {
      // Heroku's router numbers requests; the same id is in its own log line.
      const given = request.headers['x-request-id'];
      return typeof given === 'string' && /^[\w-]{8,64}$/.test(given) ? given : randomUUID();
    },
    wrapSerializers: false,
    serializers: {
      req: (request: IncomingMessage & { id?: unknown; originalUrl?: string }): Serialized => ({
        id: request.id,
        method: request.method ?? '',
        path: (request.originalUrl ?? request.url ?? '').replace(/\?.*$/s, ''),
      }),
      res: (response: ServerResponse) => ({ status: response.statusCode }),
    },
    customProps: () => ({ event: 'request' }),
    customAttributeKeys: { responseTime: 'durationMs' },
    customLogLevel: (request, response, error) => {
      const level = levelOf(request, response, error);
      // A line that nobody gets is not put together either.
      return log.isLevelEnabled(level) ? level : 'silent';
    },
  }) as unknown as RequestLog;
}

function levelOf({ method, url }: IncomingMessage, { statusCode }: ServerResponse, error: Error | undefined) {
  if (error || statusCode >= 500) return statusCode === 503 ? 'debug' : 'error';
  // Too many requests: whoever sends them would otherwise write our log. A line about a log drain of this very app would
  // come back by it.
  const isQuiet = method === 'GET' || method === 'HEAD' || statusCode === 429 || url?.startsWith('/log-drain/');
  return isQuiet ? 'debug' : 'info';
}
