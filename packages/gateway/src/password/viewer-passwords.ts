import { createHmac } from 'node:crypto';
import type { Queryable } from '@pgwatch-heroku/shared';
import { readViewerHash } from '@pgwatch-heroku/store';
import { hashPassword, verifyPassword } from './password-hash.js';
import { RememberedStamp } from './remembered-stamp.js';
import type { Turnstile } from './turnstile.js';

export interface ViewerPasswordsOptions {
  stampKey: Buffer;
  db: Queryable;
  turnstile: Turnstile;
  /** As hashPassword()'s. */
  log2N?: number | undefined;
}

/** The passwords of viewers, whose sessions end when they are changed or removed. */
export class ViewerPasswords {
  readonly #options: ViewerPasswordsOptions;
  readonly #stamps = new Map<string, RememberedStamp>();
  #nobodysHash: Promise<string> | undefined;

  constructor(options: ViewerPasswordsOptions) {
    this.#options = options;
  }

  /** The stamp of a viewer's password when this is it. An unknown name takes as long as a wrong password. */
  async verify(name: string, password: string): Promise<string | undefined> {
    const hash = await readViewerHash(this.#options.db, name);
    this.#nobodysHash ??= hashPassword('', this.#options.log2N);
    const known = hash ?? (await this.#nobodysHash);
    const right = await this.#options.turnstile.pass(() => verifyPassword(password, known));
    if (!right || hash === undefined) return undefined;
    // What is remembered may be of the password before, and would end the session that begins now.
    this.#stamps.get(name)?.forget();
    return this.#stampOf(name, hash);
  }

  /** As AdminPassword.stamp(); undefined when there is no such viewer any more. */
  stamp(name: string): Promise<string | undefined> {
    let remembered = this.#stamps.get(name);
    if (!remembered) {
      if (this.#stamps.size > 1_000) this.#stamps.clear();
      remembered = new RememberedStamp(async () => {
        const hash = await readViewerHash(this.#options.db, name);
        return hash === undefined ? undefined : this.#stampOf(name, hash);
      });
      this.#stamps.set(name, remembered);
    }
    return remembered.get();
  }

  #stampOf(name: string, hash: string): string {
    return createHmac('sha256', this.#options.stampKey)
      .update(JSON.stringify(['viewer', name, hash]))
      .digest('base64url');
  }
}
