import { once } from 'node:events';
import type { Logger } from '@pgwatch-heroku/shared';
import { messageOf, redactText } from '@pgwatch-heroku/shared';
import type { Response } from 'express';
import type { HerokuJobs } from './heroku-jobs.js';
import { splitLines } from './split-lines.js';

/** Whose lines: the collector's dynos, or those of all dynos, the router and Heroku itself. */
export const logParts = ['collector', 'all'] as const;

export interface LogRequest {
  apiKey?: string | undefined;
  part: (typeof logParts)[number];
  /** Whether whoever asked would still be let in. */
  isStillIn: () => Promise<boolean>;
}

export interface LogTailsOptions {
  signal: AbortSignal;
  log: Logger;
  /** How often it is asked whether they would still be let in; a minute unless told. */
  recheckMs?: number | undefined;
}

/** A log outlives its session by this at most, as a websocket of Grafana does; a query each. */
const usualRecheckMs = 60_000;

/** A few tabs of a few admins; each is a connection to Heroku that lasts. */
const mostAtOnce = 5;
/** What Heroku keeps of a log without an add-on is 1500 lines. */
const earlierLines = 500;
/** Somebody who still looks asks again; a tab that was forgotten does not. */
const mostMs = 15 * 60_000;
/** Heroku's router cuts a connection on which nothing was sent for 55 s. */
const pingMs = 25_000;
/** Logplex cuts lines at 10 kB by itself. */
const mostCharacters = 10_000;
/** `2026-11-27T12:00:00.000000+00:00 app[collector.1]: text` */
const ofCollector = /^\S+ \w+\[collector\b/;

/** Passes this app's log on from Heroku to browsers, which get neither the key nor the address that it is read from. */
export class LogTails {
  readonly #heroku: HerokuJobs;
  readonly #signal: AbortSignal;
  readonly #log: Logger;
  readonly #recheckMs: number;
  #open = 0;

  constructor(heroku: HerokuJobs, { signal, log, recheckMs = usualRecheckMs }: LogTailsOptions) {
    this.#heroku = heroku;
    this.#signal = signal;
    this.#log = log;
    this.#recheckMs = recheckMs;
  }

  /**
   * Resolves when the answer is over: the browser went or was signed out, Heroku ended it, the time is up, or this process
   * stops.
   *
   * @returns false when as many are open as may be; @throws whatever is in the way before the first line.
   */
  async send(response: Response, { apiKey, part, isStillIn }: LogRequest): Promise<boolean> {
    if (this.#open >= mostAtOnce) return false;
    this.#open++;
    const ending = new AbortController();
    const end = () => ending.abort();
    const timer = setTimeout(end, mostMs);
    const recheck = setInterval(() => void isStillIn().then((isIn) => isIn || end()), this.#recheckMs);
    this.#signal.addEventListener('abort', end, { once: true });
    response.once('close', end);
    try {
      const { client, own } = await this.#heroku.open(apiKey);
      const request = { lines: earlierLines, tail: true, signal: ending.signal };
      const bytes = await client.logSessions.read(own.name, request);
      await this.#pass(bytes, response, part, ending.signal);
    } catch (error) {
      if (!ending.signal.aborted && !response.headersSent) throw error;
      if (!ending.signal.aborted) this.#log.warn({ event: 'log-tail-ended' }, `log tail: ${messageOf(error)}`);
    } finally {
      this.#open--;
      clearTimeout(timer);
      clearInterval(recheck);
      this.#signal.removeEventListener('abort', end);
      ending.abort();
      if (response.headersSent) response.end();
    }
    return true;
  }

  async #pass(
    bytes: ReadableStream<Uint8Array>,
    response: Response,
    part: LogRequest['part'],
    signal: AbortSignal,
  ): Promise<void> {
    // Nothing on the way may keep lines back until there are more.
    response.status(200).set({ 'Content-Type': 'text/plain; charset=utf-8', 'X-Accel-Buffering': 'no' });
    response.flushHeaders();
    const ping = setInterval(() => response.write('\n'), pingMs);
    try {
      for await (const line of splitLines(bytes as unknown as AsyncIterable<Uint8Array>, mostCharacters)) {
        if (part === 'collector' && !ofCollector.test(line)) continue;
        // A browser that reads slowly slows Heroku down, which then leaves lines out and says so.
        if (!response.write(`${redactText(line)}\n`)) await once(response, 'drain', { signal });
      }
    } finally {
      clearInterval(ping);
    }
  }
}
