/**
 * A small program in Grafana's place, for tests on machines that have none. It keeps to what Grafana documents: settings
 * from GF_ variables, its database before anything else, JSON log lines, a sub-path, health, sign-in by the headers of
 * a trusted proxy, by a session cookie of its own and by basic auth, no post and no websocket whose Origin is not its
 * Host. Under /stand-in/ it does on request what a real one does by mishap. It has no dashboards.
 */
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { setTimeout as wait } from 'node:timers/promises';
import { connect } from '@pgwatch-heroku/shared/connect';
import { readEnvironment } from './config.js';
import { holdConnections } from './hold-connections.js';
import { addStartSql, createLogSql, setPathSql } from './sql/migration-log.js';
import { readBehaviour } from './stand-in-behaviour.js';
import { identify, readSettings } from './stand-in-identity.js';

const env = readEnvironment();
const settings = readSettings(env);
const home = process.argv.find((argument) => argument.startsWith('--homepath='))?.slice('--homepath='.length) ?? '.';
const root = new URL(env['GF_SERVER_ROOT_URL'] ?? 'http://localhost:3000/');
const prefix = root.pathname.replace(/\/$/, '');
const logLevels = ['debug', 'info', 'warn', 'error'];

/** A test that was killed stops nothing. */
const parent = process.ppid;
setInterval(() => process.ppid === parent || process.exit(1), 500).unref();

function log(level: string, logger: string, msg: string, more: object = {}): void {
  if (logLevels.indexOf(level) < logLevels.indexOf(env['GF_LOG_LEVEL'] ?? 'info')) return;
  process.stdout.write(`${JSON.stringify({ level, logger, msg, t: new Date().toISOString(), ...more })}\n`);
}

async function migrate(): Promise<void> {
  const url = env['GF_DATABASE_URL'];
  if (url === undefined) return;
  const client = await connect({ url, label: 'its database', applicationName: 'grafana', connectTimeoutMs: 5_000 });
  const schema = new URL(url).searchParams.get('search_path');
  if (schema) await client.query(setPathSql, [schema]);
  await client.query(createLogSql);
  await client.query(addStartSql);
  await client.end();
}

const originMatches = ({ headers }: IncomingMessage) =>
  headers.origin === undefined || (URL.canParse(headers.origin) && new URL(headers.origin).host === headers.host);

function send(response: ServerResponse, status: number, type: string, body: string | object): void {
  response.writeHead(status, { 'Content-Type': type, 'X-Frame-Options': 'deny', 'Cache-Control': 'no-store' });
  response.end(typeof body === 'string' ? body : JSON.stringify(body));
}
const sendJson = (response: ServerResponse, status: number, body: object) =>
  send(response, status, 'application/json', body);

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = new URL(request.url ?? '/', 'http://self.invalid');
  if (!url.pathname.startsWith(`${prefix}/`)) {
    response.writeHead(301, { Location: `${prefix}/` }).end();
    return;
  }
  const path = url.pathname.slice(prefix.length);
  if (path === '/api/health') {
    const { isSick, isHung } = readBehaviour(home);
    if (isHung) return;
    if (isSick) return sendJson(response, 503, { database: 'failing' });
    return sendJson(response, 200, { database: 'ok', version: '12.4.11' });
  }
  const user = identify(request, settings);
  if (!user) {
    if (path.startsWith('/api/')) return sendJson(response, 401, { message: 'Unauthorized' });
    response.writeHead(302, { Location: `${prefix}/login` }).end();
    return;
  }
  if (request.method !== 'GET' && request.method !== 'HEAD' && !originMatches(request)) {
    return send(response, 403, 'text/plain', 'origin not allowed');
  }
  if (path === '/') {
    const page = `<!doctype html><title>Grafana</title><base href="${prefix}/"><script src="public/app.js"></script>`;
    response.setHeader('Set-Cookie', ['grafana_session=abc; Path=/; HttpOnly', 'grafana_theme=dark; Path=/']);
    return send(response, 200, 'text/html', page);
  }
  if (path === '/public/app.js') return send(response, 200, 'text/javascript', 'document.title = "Grafana is here"');
  if (path === '/dashboards') {
    response.writeHead(302, { Location: `${prefix}/` }).end();
    return;
  }
  if (path === '/api/user') return sendJson(response, 200, { ...user });
  if (path === '/stand-in/headers') return sendJson(response, 200, { url: request.url, headers: request.headers });
  if (path === '/stand-in/echo') {
    response.writeHead(200, { 'Content-Type': request.headers['content-type'] ?? 'text/plain' });
    request.pipe(response);
    return;
  }
  if (path === '/stand-in/environment') return sendJson(response, 200, { ...env });
  if (path === '/stand-in/bytes') return sendBytes(response, Number(url.searchParams.get('count')));
  if (path === '/stand-in/sent') return sendJson(response, 200, { sentBytes });
  if (path === '/stand-in/broken') return send(response, 500, 'text/html', '<h1>An inner thing of Grafana</h1>');
  if (path === '/stand-in/hang') return;
  if (path === '/stand-in/live') return sendJson(response, 200, { openSockets });
  if (path === '/stand-in/cut') {
    response.writeHead(200, { 'Content-Length': '1000' });
    response.write('half');
    setTimeout(() => request.socket.destroy(), 50);
    return;
  }
  if (path === '/stand-in/crash') {
    log('error', 'server', 'Something broke', { error: 'as it was asked to' });
    process.exit(2);
  }
  sendJson(response, 404, { message: 'Not found' });
}

/** Bytes that sendBytes() could hand over so far. */
let sentBytes = 0;

async function sendBytes(response: ServerResponse, count: number): Promise<void> {
  response.writeHead(200, { 'Content-Type': 'application/octet-stream', 'Content-Length': String(count) });
  const block = Buffer.alloc(64 * 1024, 'x');
  for (let left = count; left > 0 && !response.destroyed; left -= block.length) {
    sentBytes += Math.min(left, block.length);
    if (!response.write(left >= block.length ? block : block.subarray(0, left))) {
      await Promise.race(['drain', 'close'].map((event) => once(response, event)));
    }
  }
  response.end();
}

let openSockets = 0;

/** Grafana Live: says who is there, then sends back what comes. */
function upgrade(request: IncomingMessage, socket: Duplex): void {
  const refuse = (status: string) => socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
  socket.on('error', () => socket.destroy());
  if (request.url === `${prefix}/stand-in/hang`) return;
  if (request.url?.split('?')[0] !== `${prefix}/api/live/ws`) return void refuse('404 Not Found');
  const user = identify(request, settings);
  if (!user) return void refuse('401 Unauthorized');
  if (!originMatches(request)) return void refuse('403 Forbidden');
  const key = `${request.headers['sec-websocket-key']}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`;
  const accept = createHash('sha1').update(key).digest('base64');
  socket.write(
    `HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${accept}\r\n\r\n`,
  );
  const hello = Buffer.from(`${user.login} ${user.role}`);
  socket.write(Buffer.concat([Buffer.from([0x81, hello.length]), hello]));
  openSockets++;
  socket.once('close', () => openSockets--);
  socket.once('end', () => socket.end());
  socket.on('data', (frame: Buffer) => {
    // A short text of a client: masked, in one piece.
    const length = (frame[1] ?? 0) & 0x7f;
    if ((frame[0] ?? 0) !== 0x81 || length > 125) return socket.end();
    const text = frame.subarray(6, 6 + length).map((byte, index) => byte ^ (frame[2 + (index % 4)] ?? 0));
    return socket.write(Buffer.concat([Buffer.from([0x81, length]), text]));
  });
}

const ballast: Buffer[] = [];
function takeBallast(): void {
  while (ballast.length < (readBehaviour(home).ballastMb ?? 0)) ballast.push(Buffer.alloc(1024 * 1024, 'x'));
}

const behaviour = readBehaviour(home);
process.on('SIGTERM', () => {
  log('warn', 'server', 'Shutdown started', { reason: 'SIGTERM' });
  // It takes its time, as Grafana does.
  setTimeout(() => process.exit(0), 200);
});
try {
  await migrate();
  if (behaviour.isBusy) await holdConnections(env);
} catch (error) {
  log('error', 'server', 'failed to connect to database', { error: (error as Error).message });
  process.exit(1);
}
if (behaviour.startDelayMs) await wait(behaviour.startDelayMs);
takeBallast();
setInterval(takeBallast, 100);
const server = createServer((request, response) => void answer(request, response));
server.on('upgrade', upgrade);
server.listen(Number(env['GF_SERVER_HTTP_PORT'] ?? 3000), env['GF_SERVER_HTTP_ADDR'], () =>
  log('info', 'http.server', 'HTTP Server Listen', { address: env['GF_SERVER_HTTP_ADDR'] }),
);
