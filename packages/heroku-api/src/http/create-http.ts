import { type Logger, retry } from '@pgwatch-heroku/shared';
import { z } from 'zod';
import type { ApiKey } from '../api-key.js';
import type { HerokuApiUrls } from '../api-urls.js';
import { userAgent } from '../user-agent.js';
import type { Call, Http } from './call.js';
import { startDeadline } from './deadline.js';
import { HerokuApiError, isNotFound } from './heroku-api-error.js';
import { noAnswerHint } from './hints.js';
import { readNetworkFailure } from './network-failure.js';
import { openStream } from './open-stream.js';
import { type Answer, checkStatus, readBody, requestIdOf, unreadable } from './read-answer.js';
import { isRetried } from './retry-table.js';

export interface Timing {
  /** Of one attempt, until the last byte of its answer. */
  requestTimeoutMs: number;
  /** No new attempt begins later than this after the first one. */
  patienceMs: number;
  firstDelayMs: number;
  maxDelayMs: number;
  uploadTimeoutMs: number;
}

export interface HttpOptions {
  key: ApiKey;
  urls: HerokuApiUrls;
  timing: Timing;
  fetch: typeof fetch;
  log?: Pick<Logger, 'debug' | 'warn'> | undefined;
  signal?: AbortSignal | undefined;
}

interface Request {
  url: string;
  headers: Record<string, string>;
  body?: string | Uint8Array;
  timeoutMs: number;
}

/** Requests with deadline, retry, paging and errors that a reader can act on; operations say only what they want. */
export function createHttp({ key, urls, timing, fetch, log, signal }: HttpOptions): Http {
  function requestOf(call: Call<unknown>, range?: string): Request {
    return {
      url: `${call.api === 'data' ? urls.dataUrl : urls.apiUrl}${call.path}`,
      headers: {
        accept: 'application/vnd.heroku+json; version=3',
        authorization: call.auth === 'basic' ? key.basic : key.bearer,
        'user-agent': userAgent,
        ...(call.body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(range === undefined ? {} : { range }),
        ...call.headers,
      },
      ...(call.body === undefined ? {} : { body: JSON.stringify(call.body) }),
      timeoutMs: timing.requestTimeoutMs,
    };
  }

  async function attempt(call: Call<unknown>, request: Request): Promise<Answer> {
    const { url, timeoutMs, ...init } = request;
    const startedAt = performance.now();
    const deadline = startDeadline(timeoutMs, signal);
    const name = `${call.method} ${call.path}`;
    try {
      // A redirect would carry the key to where nobody has said it may go.
      const response = await fetch(url, { ...init, method: call.method, redirect: 'manual', signal: deadline.signal });
      const answer = { status: response.status, headers: response.headers, text: await response.text() };
      const durationMs = Math.round(performance.now() - startedAt);
      const requestId = requestIdOf(answer.headers, key.scrub);
      log?.debug({ event: 'heroku-api', call: name, status: answer.status, durationMs, requestId }, 'asked Heroku');
      checkStatus(call, answer, key.scrub);
      return answer;
    } catch (error) {
      if (error instanceof HerokuApiError) throw error;
      signal?.throwIfAborted();
      const failure = readNetworkFailure(error, (text) => key.scrub(text.replaceAll(url, name)));
      const reason = deadline.isOver() ? `no answer within ${timeoutMs / 1_000} s` : failure.reason;
      throw new HerokuApiError(`Cannot ${call.what}: ${reason} (${name})`, {
        kind: failure.notSent ? 'not-sent' : 'no-answer',
        call: name,
        carriedOut: failure.notSent ? 'no' : 'unknown',
        hint: noAnswerHint,
        cause: failure.cause,
      });
    } finally {
      deadline.end();
    }
  }

  function exchange(call: Call<unknown>, request: Request, onRetry?: (error: unknown) => void): Promise<Answer> {
    return retry(() => attempt(call, request), {
      deadlineMs: timing.patienceMs,
      firstDelayMs: timing.firstDelayMs,
      maxDelayMs: timing.maxDelayMs,
      isRetryable: (error) => error instanceof HerokuApiError && isRetried(error.kind, call.method),
      demandedDelayMs: (error) => (error instanceof HerokuApiError ? error.retryAfterMs : undefined),
      onRetry: (error, delayMs) => {
        onRetry?.(error);
        const retryInMs = Math.round(delayMs);
        log?.warn({ event: 'heroku-api-retry', call: `${call.method} ${call.path}`, retryInMs, error }, 'asking again');
      },
      ...(signal ? { signal } : {}),
    });
  }

  async function send<T>(call: Call<T>): Promise<T> {
    return readBody(call, call.schema, await exchange(call, requestOf(call)), key.scrub);
  }

  async function list<T>(one: Omit<Call<T>, 'method' | 'body'>): Promise<T[]> {
    const call = { ...one, method: 'GET' as const };
    const elements: T[] = [];
    const asked = new Set<string>();
    for (let range: string | undefined; ; ) {
      const answer = await exchange(call, requestOf(call, range));
      elements.push(...readBody(call, z.array(call.schema), answer, key.scrub));
      const next = answer.headers.get('next-range');
      if (next === null) return elements;
      // It would be read for ever.
      if (asked.has(next)) throw unreadable(call, answer, 'its last page points to one before it', key.scrub);
      asked.add(next);
      range = next;
    }
  }

  return {
    send,
    list,
    signal,
    delete: async (one) => {
      const call = { ...one, method: 'DELETE' as const, schema: z.unknown() };
      let mayBeDone = false;
      try {
        await exchange(call, requestOf(call), (error) => {
          mayBeDone ||= error instanceof HerokuApiError && error.carriedOut === 'unknown';
        });
      } catch (error) {
        if (!(mayBeDone && isNotFound(error))) throw error;
      }
    },
    open: (url, what, until) =>
      openStream({ url, what, apiUrl: urls.apiUrl, timeoutMs: timing.requestTimeoutMs, fetch, until }),
    upload: async (url, bytes, what) => {
      // The signed URL is as good as a password: errors and logs get this path instead. No content type: it would have
      // to be part of the signature.
      const call = { method: 'PUT' as const, path: '<signed URL of the source>', what, schema: z.unknown() };
      await exchange(call, { url, headers: {}, body: bytes, timeoutMs: timing.uploadTimeoutMs });
    },
  };
}
