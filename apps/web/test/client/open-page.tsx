import './browser.js';
import { jest } from '@jest/globals';
import { configure, prettyDOM, render } from '@testing-library/react';
import { ApiClient } from '../../client/src/api/api-client.js';
import { App } from '../../client/src/app.js';

// A busy machine takes its time to import a page that is loaded on demand.
// Whether an element is hidden by styles is not asked: jsdom has no stylesheets, and asking takes most of the time.
configure({
  asyncUtilTimeout: 20_000,
  defaultHidden: true,
  // What is waited for is missing at first: the page is printed only into the message that somebody reads.
  getElementError: (message, container) => {
    const error = new Error(message ?? undefined);
    error.name = 'TestingLibraryElementError';
    Object.defineProperty(error, 'message', { get: () => `${message}\n\n${prettyDOM(container)}`, configurable: true });
    return error;
  },
});

/** Answers by path, or by `PATCH /path` for one that differs from GET's. What is not there is answered with 404. */
export type Answers = Record<string, unknown>;

export interface FakeAnswer {
  status: number;
  body: unknown;
  /** Of an answer that comes bit by bit. */
  stream?: unknown;
}

/** Opens a page of the client on a fake API, by the address that a browser would have. */
export function openPage(url: string, answers: Answers) {
  history.replaceState(null, '', url);
  const requests: {
    method: string;
    path: string;
    headers: Record<string, string>;
    body: unknown;
    signal: AbortSignal | null | undefined;
  }[] = [];
  const leave = jest.fn<(url: string) => void>();
  const api = new ApiClient({
    fetch: async (input, init) => {
      const path = String(input);
      const method = init?.method ?? 'GET';
      const body: unknown = typeof init?.body === 'string' ? JSON.parse(init.body) : undefined;
      const headers = { ...(init?.headers as Record<string, string>) };
      requests.push({ method, path, headers, body, signal: init?.signal });
      const [bare = ''] = path.split('?');
      return respond(method === 'GET' ? answers[bare] : (answers[`${method} ${bare}`] ?? answers[bare]));
    },
    leave,
    currentPath: () => location.pathname + location.search,
  });
  render(<App api={api} />);
  return { requests, leave, answers };
}

export function failing(status: number, message: string, hint?: string, code = 'failed'): FakeAnswer {
  return { status, body: { type: '', title: 'Failed', status, detail: message, code, hint } };
}

// jsdom has no Response; these members are all that the client asks of one.
function respond(found: unknown): Response {
  const { status, body, stream } = isFakeAnswer(found)
    ? found
    : found === undefined
      ? failing(404, 'There is no such thing.')
      : { status: 200, body: found };
  return { ok: status < 300, status, json: async () => body, body: stream } as Response;
}

function isFakeAnswer(found: unknown): found is FakeAnswer {
  return typeof (found as FakeAnswer | undefined)?.status === 'number' && 'body' in (found as object);
}
