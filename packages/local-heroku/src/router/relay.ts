import type { IncomingMessage, ServerResponse } from 'node:http';
import { answerError } from './errors.js';
import { Exchange, type Outcome, type RouterTimes, type Target } from './exchange.js';
import { responseHeaders } from './forward-headers.js';

/** Passes one request to a dyno and its answer back, without buffering. Resolves when the exchange is over. */
export function relay(
  request: IncomingMessage,
  response: ServerResponse,
  requestId: string,
  target: Target,
  times: RouterTimes,
): Promise<Outcome> {
  const exchange = new Exchange(request, requestId, target, times, (error) => {
    if (error && error !== 'H27') answerError(response, error);
    request.resume(); // the rest of the body is read, so that the client comes to read our answer
  });
  exchange.upstream.on('response', (answer) => {
    exchange.outcome.status = answer.statusCode ?? 502;
    response.writeHead(exchange.outcome.status, answer.statusMessage ?? '', responseHeaders(answer));
    response.flushHeaders(); // an event stream may have nothing more to say for a while
    exchange.touch();
    answer.on('data', (chunk: Buffer) => exchange.touch(chunk.length));
    answer.on('error', () => exchange.end('H18'));
    answer.pipe(response);
  });
  // A slow upload is not a slow app: the app's time for its first byte begins with the last byte that it was sent.
  request.on('data', () => {
    if (!response.headersSent) exchange.awaitFirstByte();
  });
  request.pipe(exchange.upstream);
  response.on('close', () => exchange.end(response.writableFinished ? undefined : 'H27'));
  return exchange.ended;
}
