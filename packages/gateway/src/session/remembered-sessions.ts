import type { SessionData } from 'express-session';
import { rememberMs, retryMs } from '../remember.js';

/** More people than look at once. */
const maxRemembered = 1_000;

/** Sessions that were read lately: while the store does not answer they go on. */
export class RememberedSessions {
  readonly #byId = new Map<string, { json: string; at: number }>();
  #failedAt = Number.NEGATIVE_INFINITY;

  /** Whether the store failed so lately that it is not asked again. */
  get hasJustFailed(): boolean {
    return performance.now() - this.#failedAt < retryMs;
  }

  storeFailed(): void {
    this.#failedAt = performance.now();
  }

  find(sid: string): SessionData | undefined {
    const found = this.#byId.get(sid);
    return found && performance.now() - found.at < rememberMs ? (JSON.parse(found.json) as SessionData) : undefined;
  }

  /** What the store has just said of a session; nothing when it is gone. */
  set(sid: string, data: SessionData | null | undefined): void {
    this.#byId.delete(sid);
    if (!data) return;
    this.#byId.set(sid, { json: JSON.stringify(data), at: performance.now() });
    if (this.#byId.size <= maxRemembered) return;
    const [oldest] = this.#byId.keys();
    if (oldest !== undefined) this.#byId.delete(oldest);
  }
}
