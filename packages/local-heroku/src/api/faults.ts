/** What a test makes go wrong. Everything can be changed while the APIs run. */
export class Faults {
  /** Answered with 401, as keys that were revoked after they had worked. */
  readonly revokedKeys = new Set<string>();
  /** Teams that the key has no access to: 403. */
  readonly forbiddenTeams = new Set<string>();
  /** Names of apps that belong to somebody else: taken, and not for this account to see. */
  readonly foreignApps = new Set<string>();
  /** Names of apps whose builds fail. */
  readonly failingBuilds = new Set<string>();
  /** Names of credentials that stay in provisioning for as long as they are here. */
  readonly stuckCredentials = new Set<string>();
  #limited = { requests: 0, retryAfterSeconds: 1 };
  #answersToLose = 0;
  #down: { requests: number; until: number } = { requests: 0, until: 0 };

  /** The next requests are answered with 429. */
  limitRate(requests: number, retryAfterSeconds: number): void {
    this.#limited = { requests, retryAfterSeconds };
  }

  /** Connections are cut without an answer: for the next requests, or for a time. */
  goDown({ requests = 0, durationMs = 0 }: { requests?: number; durationMs?: number }): void {
    this.#down = { requests, until: performance.now() + durationMs };
  }

  /** The next requests that change something are carried out, and the connection is cut in place of the answer. */
  loseAnswers(requests: number): void {
    this.#answersToLose = requests;
  }

  /** How many answers are still to be lost. */
  get answersToLose(): number {
    return this.#answersToLose;
  }

  /** Whether the answer to the request that came in now gets lost. */
  losesAnswer(method: string): boolean {
    if (method === 'GET' || this.#answersToLose === 0) return false;
    this.#answersToLose--;
    return true;
  }

  /** What happens to the request that came in now. */
  next(): 'down' | { retryAfterSeconds: number } | undefined {
    if (this.#down.requests > 0) {
      this.#down.requests--;
      return 'down';
    }
    if (performance.now() < this.#down.until) return 'down';
    if (this.#limited.requests === 0) return undefined;
    this.#limited.requests--;
    return { retryAfterSeconds: this.#limited.retryAfterSeconds };
  }
}
