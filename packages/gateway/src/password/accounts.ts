import type { Queryable } from '@pgwatch-heroku/shared';
import { AdminPassword } from './admin-password.js';
import { hashPassword } from './password-hash.js';
import { Turnstile } from './turnstile.js';
import { ViewerPasswords } from './viewer-passwords.js';

/** The one account that is always there. */
export const adminUser = 'admin';
// Each hash takes 32 MB: two at once, whatever the number of people who try.
const hashesAtOnce = 2;

/** Somebody who has shown a password. */
export interface Account {
  user: string;
  role: 'admin' | 'viewer';
  /** Names the password; a session ends when it is another one. */
  stamp: string;
}

/** Everybody who may sign in: the admin, and viewers. */
export class Accounts {
  readonly admin: AdminPassword;
  readonly turnstile = new Turnstile(hashesAtOnce);
  readonly #viewers: ViewerPasswords;

  readonly #log2N: number | undefined;

  constructor(options: { variable: string; stampKey: Buffer; db: Queryable; log2N?: number | undefined }) {
    const common = { ...options, turnstile: this.turnstile };
    this.admin = new AdminPassword(common);
    this.#viewers = new ViewerPasswords(common);
    this.#log2N = options.log2N;
  }

  /** What is to be stored of a viewer's password. */
  hash(password: string): Promise<string> {
    return this.turnstile.pass(() => hashPassword(password, this.#log2N));
  }

  /** Whose password this is; costs one scrypt hash for every answer. */
  async verify(user: string, password: string): Promise<Account | undefined> {
    const role = user === adminUser ? 'admin' : 'viewer';
    const stamp = role === 'admin' ? await this.admin.verify(password) : await this.#viewers.verify(user, password);
    return stamp === undefined ? undefined : { user, role, stamp };
  }

  stamp({ user, role }: Pick<Account, 'user' | 'role'>): Promise<string | undefined> {
    return role === 'admin' ? this.admin.stamp() : this.#viewers.stamp(user);
  }
}
