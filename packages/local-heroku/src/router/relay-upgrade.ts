import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { refuseUpgrade } from './errors.js';
import { Exchange, type Outcome, type RouterTimes, type Target } from './exchange.js';
import { responseHeaders } from './forward-headers.js';

/** A WebSocket: after the handshake bytes pass both ways until one side ends or both are silent for too long. */
export function relayUpgrade(
  request: IncomingMessage,
  client: Duplex,
  head: Buffer,
  requestId: string,
  target: Target,
  times: RouterTimes,
): Promise<Outcome> {
  let dyno: Duplex | undefined;
  const exchange = new Exchange(request, requestId, target, times, (error) => {
    if (error && !dyno) refuseUpgrade(client, error);
    else client.end();
    dyno?.destroy();
  });
  exchange.upstream.on('upgrade', (answer, socket, firstBytes) => {
    dyno = socket;
    exchange.outcome.status = 101;
    client.write(headText(answer, ['Connection', 'Upgrade', 'Upgrade', String(answer.headers.upgrade)]));
    if (firstBytes.length > 0) client.write(firstBytes);
    if (head.length > 0) socket.write(head);
    exchange.touch(firstBytes.length);
    socket.on('data', (chunk: Buffer) => exchange.touch(chunk.length));
    client.on('data', () => exchange.touch());
    socket.pipe(client).pipe(socket);
    socket.on('error', () => exchange.end());
    socket.on('close', () => exchange.end());
  });
  // The app answered, but not with an upgrade: its answer goes back as it is.
  exchange.upstream.on('response', (answer) => {
    exchange.outcome.status = answer.statusCode ?? 502;
    client.write(headText(answer, ['Connection', 'close']));
    exchange.touch();
    answer.on('data', (chunk: Buffer) => exchange.touch(chunk.length));
    answer.on('error', () => exchange.end('H18'));
    answer.pipe(client);
    answer.on('end', () => exchange.end());
  });
  client.on('error', () => exchange.end());
  client.on('close', () => exchange.end());
  exchange.upstream.end();
  return exchange.ended;
}

function headText(answer: IncomingMessage, extra: string[]): string {
  const headers = [...responseHeaders(answer), ...extra];
  let text = `HTTP/1.1 ${answer.statusCode} ${answer.statusMessage}\r\n`;
  for (let at = 0; at < headers.length; at += 2) text += `${headers[at]}: ${headers[at + 1]}\r\n`;
  return `${text}\r\n`;
}
