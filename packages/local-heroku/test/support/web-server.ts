/** A web process for tests, as a script for a slug's bin/: what it does is chosen by the path. */
export const webServer = `#!/usr/bin/env node
import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
const server = createServer((request, response) => {
  const path = request.url.split('?')[0];
  if (path === '/echo') {
    let body = '';
    request.on('data', (chunk) => { body += chunk; });
    request.on('end', () => {
      response.setHeader('Content-Type', 'application/json');
      response.end(JSON.stringify({ dyno: process.env.DYNO, method: request.method, headers: request.headers, body }));
    });
  } else if (path === '/silent') {
    // No answer at all.
  } else if (path === '/stall') {
    response.write('begin');
  } else if (path === '/drop') {
    request.socket.destroy();
  } else {
    response.statusCode = 404;
    response.end('nothing here');
  }
});
server.on('upgrade', (request, socket) => {
  const accept = createHash('sha1')
    .update(request.headers['sec-websocket-key'] + '258EAFA5-E914-47DA-95CA-C5AB0DC85B11').digest('base64');
  socket.write('HTTP/1.1 101 Switching Protocols\\r\\nUpgrade: websocket\\r\\nConnection: Upgrade\\r\\n');
  socket.write('Sec-WebSocket-Accept: ' + accept + '\\r\\n\\r\\n');
  socket.on('data', (chunk) => socket.write('echo ' + chunk));
  socket.on('error', () => {});
});
server.listen(process.env.PORT, '0.0.0.0', () => console.log('listening'));
process.on('SIGTERM', () => process.exit(0));
`;
