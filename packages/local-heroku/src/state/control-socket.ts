import { createHash } from 'node:crypto';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { connect, createServer, type Server } from 'node:net';
import path from 'node:path';
import { AppError, sleep } from '@pgwatch-heroku/shared';
import { pidFileOf } from './state-dir.js';
import { takeTurn } from './take-turn.js';

/** The kernel's limit is 108 bytes on Linux and 104 on macOS. */
const maxPathLength = 100;
/** A process that runs answers within milliseconds; this allows for one that is swapped out. */
const answerDeadlineMs = 3_000;

interface Holder {
  pid: number;
  url?: string | undefined;
  apiUrl?: string | undefined;
}

/**
 * Makes this process the only one that uses a state folder, which must exist. The lock is a listening socket: it cannot
 * outlive its holder, however that ends, and whoever finds it taken can ask by whom.
 *
 * @throws AppError `unavailable` that names the other process.
 */
export class ControlSocket {
  /** What the next one who tries is told. */
  url: string | undefined;
  apiUrl: string | undefined;
  readonly #server: Server;

  private constructor() {
    this.#server = createServer((socket) => {
      socket.on('error', () => undefined);
      socket.end(JSON.stringify({ pid: process.pid, url: this.url, apiUrl: this.apiUrl } satisfies Holder));
    });
    this.#server.unref();
  }

  static async take(stateDir: string): Promise<ControlSocket> {
    const file = socketPath(stateDir);
    const pidFile = pidFileOf(stateDir);
    const control = new ControlSocket();
    // In turn, because between finding a dead one's socket and taking its place another could do the same.
    await takeTurn(path.join(stateDir, 'control.turn'), async () => {
      const holder = await findHolder(file);
      if (holder === 'silent') throw silentError(await readFile(pidFile, 'utf8').catch(() => ''));
      if (holder) throw runningError(holder);
      await rm(file, { force: true }); // left by one that was killed
      await control.#listen(file);
      await writeFile(pidFile, `${process.pid}\n`);
    });
    return control;
  }

  /** Who uses a state folder; undefined when nobody does, or does not answer. */
  static async find(stateDir: string): Promise<Holder | undefined> {
    const holder = await findHolder(socketPath(stateDir));
    return holder === 'silent' ? undefined : holder;
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
  // Not TMPDIR, which may be another one in the next terminal.
  return `/tmp/local-heroku-${process.getuid?.() ?? 0}-${identity}.sock`;
}

const runningError = ({ pid, url }: Holder) =>
  new AppError('unavailable', `Local Heroku is running already (process ${pid}${url ? `, ${url}` : ''})`, {
    retryable: false,
    hint: `Stop it first (Ctrl-C in its terminal, or kill ${pid}).`,
  });

function silentError(pidText: string): AppError {
  const pid = Number(pidText) || undefined;
  return new AppError(
    'unavailable',
    `Local Heroku is running already (${pid ? `process ${pid}` : 'a process without a known id'}) but does not answer: it may be suspended`,
    {
      retryable: false,
      hint: pid
        ? `Continue it (fg in its terminal, or kill -CONT ${pid}) and stop it with Ctrl-C, or end it: kill -9 ${pid}. Then start again.`
        : 'Continue it with fg in its terminal, stop it with Ctrl-C, and start again.',
    },
  );
}

/** Who listens; `silent` when somebody does but says nothing sensible in time, undefined when nobody does. */
async function findHolder(file: string): Promise<Holder | 'silent' | undefined> {
  const signal = AbortSignal.timeout(answerDeadlineMs);
  while (!signal.aborted) {
    const answer = await ask(file, signal);
    if (answer === undefined) return undefined;
    try {
      return JSON.parse(answer) as Holder;
    } catch {
      await sleep(50); // it ended while it answered, or is about to be seen as gone
    }
  }
  return 'silent';
}

/** What the listener says until it closes or the time is over; undefined when nobody listens. */
function ask(file: string, signal: AbortSignal): Promise<string | undefined> {
  return new Promise((resolve) => {
    let text = '';
    const socket = connect(file);
    const end = (answer: string | undefined) => {
      signal.removeEventListener('abort', onAbort);
      socket.destroy();
      resolve(answer);
    };
    const onAbort = () => end(text);
    signal.addEventListener('abort', onAbort);
    socket.on('data', (chunk) => {
      text += String(chunk);
    });
    socket.once('end', () => end(text));
    socket.once('error', ({ code }: NodeJS.ErrnoException) => {
      // Anything else (ECONNRESET, EAGAIN of a full backlog) comes from somebody who is there.
      end(code === 'ECONNREFUSED' || code === 'ENOENT' || code === 'ENOTSOCK' ? undefined : text);
    });
  });
}
