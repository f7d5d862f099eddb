import type { Request, Response } from 'express';
import { sessionCookieName } from '../session/session-middleware.js';
import type { SignedIn } from '../session/signed-in.js';

/**
 * A dashboard sends some twenty requests at once and more each few seconds; asking the store for the same session every
 * time takes longer than the rest of the way. Signing out here ends it at once, on another dyno within this time.
 */
const rememberMs = 1_000;
/** From this age on one request asks the store again while others still pass, so that none has to wait. */
const renewMs = 500;
/** More people than look at once. */
const maxRemembered = 1_000;

interface Admitted {
  signedIn: SignedIn;
  sessionId: string;
  since: number;
}

interface Asking {
  settled: Promise<void>;
  settle: () => void;
}

/** Sessions that were let through a moment ago, by their cookie. */
export class AdmittedSessions {
  readonly #byCookie = new Map<string, Admitted>();
  /** Cookies that one request is asking the store about. */
  readonly #asking = new Map<string, Asking>();
  /** Ids of sessions that were ended: a request that read one just before must not bring it back. */
  readonly #ended = new Set<string>();

  /**
   * Passes the request on as somebody who was let through a moment ago, or lets it ask the store by `otherwise`. Of
   * requests that come at the same time with one cookie, one asks and the others wait for what it finds.
   */
  async admit(
    request: Request,
    response: Response,
    { known, otherwise }: { known: (signedIn: SignedIn) => void; otherwise: () => void },
  ): Promise<void> {
    const cookie = readSessionCookie(request);
    if (cookie === undefined) return otherwise();
    const asking = this.#asking.get(cookie);
    let signedIn = this.#find(cookie, asking ? rememberMs : renewMs);
    if (!signedIn && asking) {
      await asking.settled;
      signedIn = this.#find(cookie, rememberMs);
    }
    if (signedIn) return known(signedIn);
    if (!this.#asking.has(cookie)) this.#ask(cookie, response);
    otherwise();
  }

  /** What the request that asked has found out. */
  add(request: Request, signedIn: SignedIn): void {
    const cookie = readSessionCookie(request);
    if (cookie === undefined || this.#ended.has(request.sessionID)) return;
    this.#byCookie.delete(cookie);
    this.#byCookie.set(cookie, { signedIn, sessionId: request.sessionID, since: performance.now() });
    this.#asking.get(cookie)?.settle();
    forgetOldest(this.#byCookie);
  }

  end(sessionId: string): void {
    this.#ended.add(sessionId);
    forgetOldest(this.#ended);
    for (const [cookie, admitted] of this.#byCookie) {
      if (admitted.sessionId === sessionId) this.#byCookie.delete(cookie);
    }
  }

  #find(cookie: string, withinMs: number): SignedIn | undefined {
    const found = this.#byCookie.get(cookie);
    return found && performance.now() - found.since < withinMs ? found.signedIn : undefined;
  }

  #ask(cookie: string, response: Response): void {
    let resolve = () => {};
    const settled = new Promise<void>((done) => {
      resolve = done;
    });
    const settle = () => {
      this.#asking.delete(cookie);
      resolve();
    };
    const asking = { settled, settle };
    this.#asking.set(cookie, asking);
    // Refused, failed or gone: those who wait then ask for themselves. What has settled is another's by now.
    response.once('close', () => this.#asking.get(cookie) === asking && settle());
  }
}
function forgetOldest(remembered: Map<string, unknown> | Set<string>): void {
  if (remembered.size <= maxRemembered) return;
  const [oldest] = remembered.keys();
  if (oldest !== undefined) remembered.delete(oldest);
}

/** The cookie of the request's own transport; undefined when there is none, or more than one of the name. */
function readSessionCookie(request: Request): string | undefined {
  const name = request.secure ? sessionCookieName.https : sessionCookieName.loopback;
  const prefix = `${name}=`;
  const pairs = (request.headers.cookie ?? '').split(';').map((pair) => pair.trim());
  const [first, ...others] = pairs.filter((pair) => pair.startsWith(prefix));
  return first !== undefined && others.length === 0 ? first : undefined;
}
