import type { Request } from 'express';
import { sessionCookieName } from '../session/session-middleware.js';
import type { SignedIn } from '../session/signed-in.js';

/**
 * A dashboard sends some twenty requests at once and more each few seconds; asking the store for the same session every
 * time takes longer than the rest of the way. Signing out here ends it at once, on another dyno within this time.
 */
const rememberMs = 1_000;
/** More people than look at once. */
const maxRemembered = 1_000;

interface Admitted {
  signedIn: SignedIn;
  sessionId: string;
  until: number;
}

/** Sessions that were let through a moment ago, by their cookie. */
export class AdmittedSessions {
  readonly #byCookie = new Map<string, Admitted>();

  find(request: Request): SignedIn | undefined {
    const cookie = readSessionCookie(request);
    const found = cookie === undefined ? undefined : this.#byCookie.get(cookie);
    return found && found.until > performance.now() ? found.signedIn : undefined;
  }

  add(request: Request, signedIn: SignedIn): void {
    const cookie = readSessionCookie(request);
    if (cookie === undefined) return;
    this.#byCookie.delete(cookie);
    this.#byCookie.set(cookie, { signedIn, sessionId: request.sessionID, until: performance.now() + rememberMs });
    if (this.#byCookie.size <= maxRemembered) return;
    const [oldest] = this.#byCookie.keys();
    if (oldest !== undefined) this.#byCookie.delete(oldest);
  }

  end(sessionId: string): void {
    for (const [cookie, admitted] of this.#byCookie) {
      if (admitted.sessionId === sessionId) this.#byCookie.delete(cookie);
    }
  }
}

/** The cookie of the request's own transport; undefined when there is none, or more than one of the name. */
function readSessionCookie(request: Request): string | undefined {
  const name = request.secure ? sessionCookieName.https : sessionCookieName.loopback;
  const prefix = `${name}=`;
  const pairs = (request.headers.cookie ?? '').split(';').map((pair) => pair.trim());
  const [first, ...others] = pairs.filter((pair) => pair.startsWith(prefix));
  return first !== undefined && others.length === 0 ? first : undefined;
}
