import { tellSessionEnded } from '../session/session-ended.js';
import { hasUnsavedChanges } from '../unsaved/unsaved-changes.js';
import { ApiFailure, failureOf, unreachable } from './api-failure.js';
import type { PanelData, SessionInfo, SetupStatus, SourceDetail, SourcesResponse } from './contract.js';

// Above the 20 s that the server gives its own statements: its explanation is better than ours.
const requestTimeoutMs = 25_000;

export interface ApiClientOptions {
  fetch: typeof fetch;
  /** Leaves the application for a page of the server, such as the sign-in. */
  leave: (url: string) => void;
  /** Path and query of the page that is open. */
  currentPath: () => string;
}

export type Change = 'post' | 'put' | 'patch' | 'delete';

/** The JSON API, typed. Sends the visitor to the sign-in page when the session has ended. */
export class ApiClient {
  readonly #options: ApiClientOptions;
  /** Whoever signs out is on the way to the sign-in: an answer that comes in meanwhile must not lead back to here. */
  #isSigningOut = false;
  /** A page asks for many things at once: the first refusal leads to the sign-in, the others would break that off. */
  #isLeaving = false;

  constructor(options: ApiClientOptions) {
    this.#options = options;
  }

  session = (signal?: AbortSignal): Promise<SessionInfo> => this.get('/api/v1/session', signal);
  setup = (signal?: AbortSignal): Promise<SetupStatus> => this.get('/api/v1/setup', signal);
  sources = (signal?: AbortSignal): Promise<SourcesResponse> => this.get('/api/v1/sources', signal);

  source = (name: string, signal?: AbortSignal): Promise<SourceDetail> =>
    this.get(`/api/v1/sources/${encodeURIComponent(name)}`, signal);

  panel = (name: string, panelId: string, query: Record<string, string>, signal?: AbortSignal) =>
    this.get<PanelData>(
      `/api/v1/sources/${encodeURIComponent(name)}/panels/${encodeURIComponent(panelId)}?${new URLSearchParams(query)}`,
      signal,
    );

  signOut = async (): Promise<void> => {
    // Asked for here and not kept from before: the token changes with the session.
    const { csrfToken } = await this.session();
    this.#isSigningOut = true;
    try {
      const response = await this.#send('/signout', { method: 'POST', headers: { 'X-CSRF-Token': csrfToken } });
      if (!response.ok && response.status !== 401) throw await failureOf(response);
    } catch (error) {
      this.#isSigningOut = false;
      throw error;
    }
    this.#options.leave('/signin');
  };

  /** What an address below /api/v1 answers. */
  get = async <Body>(path: string, signal?: AbortSignal): Promise<Body> => {
    const response = await this.#send(path, { headers: { Accept: 'application/json' } }, signal);
    return this.#read<Body>(response);
  };

  /** Changes something; what comes back is undefined where the server has nothing to say. */
  change = async <Body = void>(method: Change, path: string, body?: unknown): Promise<Body> => {
    // Asked for here and not kept from before: the token changes with the session.
    const { csrfToken } = await this.session();
    const headers: Record<string, string> = { Accept: 'application/json', 'X-CSRF-Token': csrfToken };
    if (body !== undefined) headers['Content-Type'] = 'application/json';
    const response = await this.#send(path, {
      ...{ method: method.toUpperCase(), headers },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    return this.#read<Body>(response);
  };

  /** What a change answers bit by bit, for as long as it takes: the signal ends it. */
  stream = async (path: string, body: unknown, signal: AbortSignal): Promise<ReadableStream<Uint8Array>> => {
    const { csrfToken } = await this.session(signal);
    const response = await this.#ask(path, {
      ...{ method: 'POST', body: JSON.stringify(body), signal },
      headers: { Accept: 'text/plain', 'Content-Type': 'application/json', 'X-CSRF-Token': csrfToken },
    });
    await this.#check(response);
    if (!response.body) throw unreachable();
    return response.body;
  };

  async #read<Body>(response: Response): Promise<Body> {
    await this.#check(response);
    if (response.status === 204) return undefined as Body;
    return (await response.json().catch(() => {
      throw unreachable();
    })) as Body;
  }

  async #check(response: Response): Promise<void> {
    if (response.status === 401) throw this.#signedOut();
    tellSessionEnded(false);
    this.#isLeaving = false;
    if (!response.ok) throw await failureOf(response);
  }

  /** To the sign-in and back; who has typed something stays where it is, and is told. */
  #signedOut(): ApiFailure {
    if (hasUnsavedChanges()) tellSessionEnded(true);
    else if (!this.#isSigningOut && !this.#isLeaving) {
      this.#isLeaving = true;
      this.#options.leave(`/signin?next=${encodeURIComponent(this.#options.currentPath())}`);
    }
    return new ApiFailure({ status: 401, code: 'signed-out', message: 'Your session has ended.' });
  }

  async #send(path: string, init: RequestInit, signal?: AbortSignal): Promise<Response> {
    const deadline = AbortSignal.timeout(requestTimeoutMs);
    return this.#ask(path, { ...init, signal: signal ? AbortSignal.any([signal, deadline]) : deadline }, signal);
  }

  /** @param given the signal of whoever asks, as apart from a deadline of ours. */
  async #ask(path: string, init: RequestInit, given = init.signal): Promise<Response> {
    try {
      return await this.#options.fetch(path, { ...init, credentials: 'same-origin' });
    } catch (error) {
      // Cancelled by us because nobody waits for it any more: not a failure to show.
      if (given?.aborted) throw error;
      throw unreachable();
    }
  }
}
