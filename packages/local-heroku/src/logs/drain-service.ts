import { randomUUID } from 'node:crypto';
import { sleep } from '@pgwatch-heroku/shared';
import type { App } from '../platform/app.js';
import type { Drain } from '../state/account-state.js';
import type { LogLine } from './log-hub.js';
import { frameSyslog } from './syslog.js';

/** Lines that come within this time share a POST; Logplex waits about as long. */
const batchMs = 250;
/** Heroku's router cuts off an answer that takes longer. */
const deadlineMs = 30_000;
/** More than that is dropped and counted, as Logplex does. */
const maxBuffered = 1_024;

/** Posts the lines of apps to their drains. A drain that does not answer loses lines, and its app's log says how many. */
export class DrainService {
  readonly #open = new Map<string, () => void>();
  readonly #stop = new AbortController();

  open(app: App, drain: Drain): void {
    if (this.#open.has(drain.id)) return;
    const url = new URL(drain.url);
    const { username, password } = url;
    url.username = url.password = '';
    const headers = {
      'Content-Type': 'application/logplex-1',
      'User-Agent': 'Logplex/local',
      'Logplex-Drain-Token': drain.token,
      ...(username || password
        ? {
            Authorization: `Basic ${Buffer.from(`${decodeURIComponent(username)}:${decodeURIComponent(password)}`).toString('base64')}`,
          }
        : {}),
    };
    let waiting: LogLine[] = [];
    let dropped = 0;
    let isSending = false;
    const send = async () => {
      if (isSending) return;
      isSending = true;
      try {
        while (waiting.length > 0) {
          await sleep(batchMs, this.#stop.signal);
          const lines = waiting;
          waiting = [];
          const response = await fetch(url, {
            method: 'POST',
            headers: { ...headers, 'Logplex-Msg-Count': String(lines.length), 'Logplex-Frame-Id': randomUUID() },
            body: frameSyslog(lines),
            signal: AbortSignal.any([this.#stop.signal, AbortSignal.timeout(deadlineMs)]),
            redirect: 'manual',
          }).catch(() => undefined);
          await response?.body?.cancel();
          if (!response?.ok) dropped += lines.length;
          else if (dropped > 0) {
            app.logs.write('heroku', 'logplex', `Error L10 (output buffer overflow): ${dropped} messages dropped`);
            dropped = 0;
          }
        }
      } catch {
        // stopped
      } finally {
        isSending = false;
      }
    };
    const unsubscribe = app.logs.subscribe((line) => {
      if (waiting.length >= maxBuffered) dropped++;
      else waiting.push(line);
      void send();
    });
    this.#open.set(drain.id, unsubscribe);
  }

  close(id: string): void {
    this.#open.get(id)?.();
    this.#open.delete(id);
  }

  stop(): void {
    this.#stop.abort();
    for (const id of this.#open.keys()) this.close(id);
  }
}
