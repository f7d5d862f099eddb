import { isLoopback } from '../api-urls.js';
import { HerokuApiError } from './heroku-api-error.js';
import { noAnswerHint } from './hints.js';

interface StreamRequest {
  url: string;
  what: string;
  apiUrl: string;
  /** Until the answer begins; how long it then goes on is the reader's business. */
  timeoutMs: number;
  fetch: typeof fetch;
  until: AbortSignal;
}

/** The URL is as good as a password for as long as it works: errors name it nowhere. */
const call = 'GET <signed URL of the stream>';

/** @throws HerokuApiError when it is refused, does not begin in time, or leads to where Heroku is not. */
export async function openStream(request: StreamRequest): Promise<ReadableStream<Uint8Array>> {
  const { url, what, apiUrl, timeoutMs, fetch, until } = request;
  const fail = (reason: string) =>
    new HerokuApiError(`Cannot ${what}: ${reason}`, {
      kind: 'no-answer',
      call,
      carriedOut: 'unknown',
      hint: noAnswerHint,
    });
  const target = new URL(url);
  if (target.protocol !== 'https:' && !(isLoopback(target) && isLoopback(new URL(apiUrl)))) {
    throw fail('Heroku points to an address that is not encrypted');
  }
  const late = new AbortController();
  const timer = setTimeout(() => late.abort(), timeoutMs);
  try {
    const response = await fetch(url, { redirect: 'error', signal: AbortSignal.any([until, late.signal]) });
    if (!response.ok || !response.body) throw fail(`Heroku answers ${response.status}`);
    return response.body;
  } catch (error) {
    until.throwIfAborted();
    if (error instanceof HerokuApiError) throw error;
    // Without the cause: errors of the network quote URLs.
    throw fail(late.signal.aborted ? `no answer within ${timeoutMs / 1_000} s` : 'the stream cannot be opened');
  } finally {
    clearTimeout(timer);
  }
}
