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

/** The JSON API, typed. Sends the visitor to the sign-in page when the session has ended. */
export class ApiClient {
  readonly #options: ApiClientOptions;

  constructor(options: ApiClientOptions) {
    this.#options = options;
  }

  session = (signal?: AbortSignal): Promise<SessionInfo> => this.#get('/api/v1/session', signal);
  setup = (signal?: AbortSignal): Promise<SetupStatus> => this.#get('/api/v1/setup', signal);
  sources = (signal?: AbortSignal): Promise<SourcesResponse> => this.#get('/api/v1/sources', signal);

  source = (name: string, signal?: AbortSignal): Promise<SourceDetail> =>
    this.#get(`/api/v1/sources/${encodeURIComponent(name)}`, signal);

  panel = (name: string, panelId: string, query: Record<string, string>, signal?: AbortSignal) =>
    this.#get<PanelData>(
      `/api/v1/sources/${encodeURIComponent(name)}/panels/${encodeURIComponent(panelId)}?${new URLSearchParams(query)}`,
      signal,
    );

  signOut = async (): Promise<void> => {
    // Asked for here and not kept from before: the token changes with the session.
    const { csrfToken } = await this.session();
    const response = await this.#send('/signout', { method: 'POST', headers: { 'X-CSRF-Token': csrfToken } });
    if (!response.ok && response.status !== 401) throw await failureOf(response);
    this.#options.leave('/signin');
  };

  async #get<Body>(path: string, signal?: AbortSignal): Promise<Body> {
    const response = await this.#send(path, { headers: { Accept: 'application/json' } }, signal);
    if (response.status === 401) {
      this.#options.leave(`/signin?next=${encodeURIComponent(this.#options.currentPath())}`);
      throw new ApiFailure({ status: 401, code: 'signed-out', message: 'Your session has ended.' });
    }
    if (!response.ok) throw await failureOf(response);
    return (await response.json().catch(() => {
      throw unreachable();
    })) as Body;
  }

  async #send(path: string, init: RequestInit, signal?: AbortSignal): Promise<Response> {
    const deadline = AbortSignal.timeout(requestTimeoutMs);
    try {
      return await this.#options.fetch(path, {
        ...init,
        credentials: 'same-origin',
        signal: signal ? AbortSignal.any([signal, deadline]) : deadline,
      });
    } catch (error) {
      // Cancelled by us because nobody waits for it any more: not a failure to show.
      if (signal?.aborted) throw error;
      throw unreachable();
    }
  }
}
