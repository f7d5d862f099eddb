import type { SessionData } from 'express-session';
import { rememberMs, retryMs } from '../remember.js';

/** More people than look, or sign out, at once. */
const maxRemembered = 1_000;

/** Sessions that were read lately: while the store does not answer they go on. */
export class RememberedSessions {
  readonly #byId = new Map<string, { json: string; at: number }>();
  /** Ids of sessions that were ended here: what was read of one just before must not bring it back. */
  readonly #ended = new Set<string>();
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
    if (!data || this.#ended.has(sid)) return;
    this.#byId.set(sid, { json: JSON.stringify(data), at: performance.now() });
    forgetOldest(this.#byId);
  }

  end(sid: string): void {
    this.#byId.delete(sid);
    this.#ended.add(sid);
    forgetOldest(this.#ended);
  }
}

function forgetOldest(remembered: Map<string, unknown> | Set<string>): void {
  if (remembered.size <= maxRemembered) return;
  const [oldest] = remembered.keys();
  if (oldest !== undefined) remembered.delete(oldest);
}
