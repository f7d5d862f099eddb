import { createHash } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { connect, createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { AppError } from '@pgwatch-heroku/shared';

/** The kernel's limit is 108 bytes on Linux and 104 on macOS. */
const maxPathLength = 100;

/**
 * Makes this process the only one that uses a state folder. The lock is a listening socket: it cannot outlive its
 * holder, however that ends, and whoever finds it taken can ask by whom.
 *
 * @throws AppError `unavailable` that names the other process.
 */
export class ControlSocket {
  /** What the next one who tries is told. */
  url: string | undefined;
  readonly #server: Server;

  private constructor() {
    this.#server = createServer((socket) => {
      socket.on('error', () => undefined);
      socket.end(JSON.stringify({ pid: process.pid, url: this.url }));
    });
    this.#server.unref();
  }

  static async take(stateDir: string): Promise<ControlSocket> {
    const file = socketPath(stateDir);
    const control = new ControlSocket();
    for (let attempt = 0; ; attempt++) {
      try {
        await control.#listen(file);
        return control;
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE' || attempt === 3) throw error;
        const other = await ask(file);
        if (other) {
          const where = other.url ? `, ${other.url}` : '';
          throw new AppError('unavailable', `Local Heroku is running already (process ${other.pid}${where})`, {
            retryable: false,
            hint: `Stop it first (Ctrl-C in its terminal, or kill ${other.pid}).`,
          });
        }
        await rm(file, { force: true }); // left by one that was killed
      }
    }
  }

  release(): Promise<void> {
    return new Promise((resolve) => this.#server.close(() => resolve()));
  }

  #listen(file: string): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#server.once('error', reject);
      this.#server.listen(file, () => {
        this.#server.off('error', reject);
        resolve();
      });
    });
  }
}

function socketPath(stateDir: string): string {
  const file = path.join(stateDir, 'control.sock');
  if (Buffer.byteLength(file) <= maxPathLength) return file;
  const identity = createHash('sha256').update(stateDir).digest('hex').slice(0, 16);
  return path.join(tmpdir(), `local-heroku-${identity}.sock`);
}

/** Undefined when nobody listens. */
function ask(file: string): Promise<{ pid: number; url?: string } | undefined> {
  return new Promise((resolve) => {
    let text = '';
    const socket = connect(file);
    socket.on('data', (chunk) => {
      text += String(chunk);
    });
    socket.once('error', () => resolve(undefined));
    socket.once('end', () => resolve(JSON.parse(text) as { pid: number; url?: string }));
  });
}
