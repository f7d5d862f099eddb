import { connect, type Socket } from 'node:net';

/** Sends exactly these bytes and reads until the server closes or says no more for a moment. */
export function sendRaw(port: number, lines: readonly string[], body = ''): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect({ port, host: '127.0.0.1' });
    let answer = '';
    socket.setEncoding('latin1');
    socket.on('data', (text) => {
      answer += text;
    });
    socket.once('error', reject);
    socket.once('close', () => resolve(answer));
    socket.write(`${[...lines, 'Connection: close'].join('\r\n')}\r\n\r\n${body}`);
  });
}

export interface RawWebsocket {
  /** The server's answer to the request for it. */
  status: number;
  /** Next text that the server sends; undefined when it closes instead. */
  next(): Promise<string | undefined>;
  send(text: string): void;
  closed: Promise<void>;
  end(): void;
}

/** Opens a websocket byte by byte, so that a test decides about every header. */
export function openWebsocket(port: number, path: string, headers: Record<string, string>): Promise<RawWebsocket> {
  return new Promise((resolve, reject) => {
    const socket: Socket = connect({ port, host: '127.0.0.1' });
    let read = Buffer.alloc(0);
    let wake: () => void = () => undefined;
    let isClosed = false;
    const closed = new Promise<void>((done) => {
      socket.once('close', () => {
        isClosed = true;
        wake();
        done();
      });
    });
    socket.once('error', reject);
    const lines = Object.entries({
      Upgrade: 'websocket',
      Connection: 'Upgrade',
      'Sec-WebSocket-Version': '13',
      'Sec-WebSocket-Key': 'dGhlIHNhbXBsZSBub25jZQ==',
      ...headers,
    }).map(([name, value]) => `${name}: ${value}`);
    socket.write(`${[`GET ${path} HTTP/1.1`, ...lines].join('\r\n')}\r\n\r\n`);
    const next = async (): Promise<string | undefined> => {
      for (;;) {
        const length = read[1];
        if (length !== undefined && read.length >= 2 + length) {
          const text = read.subarray(2, 2 + length).toString();
          read = read.subarray(2 + length);
          return text;
        }
        if (isClosed) return undefined;
        await new Promise<void>((done) => {
          wake = done;
        });
      }
    };
    const onHead = (chunk: Buffer) => {
      read = Buffer.concat([read, chunk]);
      const end = read.indexOf('\r\n\r\n');
      if (end < 0) return;
      socket.off('data', onHead);
      const status = Number(/^HTTP\/1\.1 (\d+)/.exec(read.toString('latin1'))?.[1]);
      read = read.subarray(end + 4);
      socket.on('data', (more: Buffer) => {
        read = Buffer.concat([read, more]);
        wake();
      });
      const send = (text: string) => {
        const mask = [1, 2, 3, 4];
        const bytes = Buffer.from(text).map((byte, index) => byte ^ (mask[index % 4] ?? 0));
        socket.write(Buffer.concat([Buffer.from([0x81, 0x80 | bytes.length, ...mask]), bytes]));
      };
      resolve({ status, next, send, closed, end: () => socket.destroy() });
    };
    socket.on('data', onHead);
  });
}
