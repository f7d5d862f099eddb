import { z } from 'zod';
import type { Call } from './call.js';
import { HerokuApiError } from './heroku-api-error.js';
import { hintOf, unreadableHint } from './hints.js';
import { readRetryAfterMs } from './retry-after.js';

/** An answer, with its body read: fetch's deadline covers the body too. */
export interface Answer {
  status: number;
  headers: Headers;
  text: string;
}

/** Platform API and Data API alike; the Data API has no id. */
const errorSchema = z.object({
  id: z.string().optional().catch(undefined),
  message: z.string().optional().catch(undefined),
  error: z.string().optional().catch(undefined),
});

/**
 * @throws HerokuApiError for every status but 2xx: with Heroku's own words where there are any, and a hint.
 */
export function checkStatus(call: Call<unknown>, { status, headers, text }: Answer, scrub: (text: string) => string) {
  if (status >= 200 && status < 300) return;
  const { id, message, error } = errorSchema.safeParse(parseJson(text)).data ?? {};
  const said = scrub(message ?? error ?? '').trim();
  const requestId = requestIdOf(headers, scrub);
  const retryAfterMs = status === 429 ? readRetryAfterMs(headers, Date.now()) : undefined;
  const unknown = status >= 500 && call.method !== 'GET';
  const herokuId = id === undefined ? undefined : scrub(id);
  throw new HerokuApiError(
    `Cannot ${call.what}: Heroku answers ${status}${herokuId ? ` ${herokuId}` : ''}${said ? `, "${said}"` : ''} (${told(call, requestId)})`,
    {
      kind: status === 429 ? 'rate-limited' : status >= 500 ? 'server-error' : 'refused',
      call: `${call.method} ${call.path}`,
      carriedOut: unknown ? 'unknown' : 'no',
      status,
      herokuId,
      requestId,
      retryAfterMs,
      hint: hintOf(status, call.what, retryAfterMs),
    },
  );
}

/**
 * The answer as its schema says: unknown keys are let go, those we use must fit.
 *
 * @throws HerokuApiError `unreadable` that names the call and the keys, never their values.
 */
export function readBody<T>(
  call: Call<unknown>,
  schema: z.ZodType<T>,
  answer: Answer,
  scrub: (text: string) => string,
): T {
  const body = answer.text === '' ? undefined : parseJson(answer.text);
  const parsed = schema.safeParse(body);
  if (parsed.success) return parsed.data;
  const misfits = parsed.error.issues
    .slice(0, 5)
    .map((issue) => `${issue.path.join('.') || 'answer'}: ${issue.message}`);
  throw unreadable(call, answer, scrub(misfits.join('; ')), scrub);
}

/** Heroku has answered, and has done what was asked, but not in a way that we understand. */
export function unreadable(
  call: Call<unknown>,
  { status, headers }: Answer,
  misfit: string,
  scrub: (text: string) => string,
): HerokuApiError {
  const requestId = requestIdOf(headers, scrub);
  return new HerokuApiError(
    `Cannot ${call.what}: the answer of Heroku does not fit, ${misfit} (${told(call, requestId)})`,
    {
      kind: 'unreadable',
      call: `${call.method} ${call.path}`,
      carriedOut: 'yes',
      status,
      requestId,
      hint: unreadableHint,
    },
  );
}

/** The header lists the id of every service the request went through. */
export function requestIdOf(headers: Headers, scrub: (text: string) => string): string | undefined {
  return scrub(headers.get('request-id') ?? '') || undefined;
}

function told(call: Call<unknown>, requestId: string | undefined): string {
  return `${call.method} ${call.path}${requestId ? `, request id ${requestId}` : ''}`;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Proxies answer in HTML.
    return undefined;
  }
}
