import { createHmac, randomBytes } from 'node:crypto';
import type { Request, Response } from 'express';
import { equalText } from '../equal-text.js';

/**
 * Proves that the sign-in form which comes back is one that we handed to this browser: a random value in a cookie, its
 * signature in the form. There is no session before sign-in, and none is stored for visitors.
 */
export class FormToken {
  readonly #key: Buffer;

  constructor(key: Buffer) {
    this.#key = key;
  }

  /** The value for the form's hidden field; sets the cookie that belongs to it. */
  issue(request: Request, response: Response): string {
    const known = readCookie(request, cookieName(request));
    const seed = known && /^[\w-]{43}$/.test(known) ? known : randomBytes(32).toString('base64url');
    response.cookie(cookieName(request), seed, {
      path: '/',
      httpOnly: true,
      sameSite: 'lax',
      secure: request.secure,
    });
    return this.#sign(seed);
  }

  matches(request: Request, token: unknown): boolean {
    const seed = readCookie(request, cookieName(request));
    return seed !== undefined && typeof token === 'string' && equalText(token, this.#sign(seed));
  }

  #sign(seed: string): string {
    return createHmac('sha256', this.#key).update(seed).digest('base64url');
  }
}

const cookieName = (request: Request) => (request.secure ? '__Host-pgwatch-form' : 'pgwatch-loopback-form');

function readCookie(request: Request, name: string): string | undefined {
  for (const pair of (request.headers.cookie ?? '').split(';')) {
    const [key, value] = pair.trim().split('=', 2);
    if (key === name) return value;
  }
  return undefined;
}
