import type { Request } from 'express';
import { startSession } from '../session/start-session.js';
import type { GrowingDelay } from '../signin/growing-delay.js';
import { type Accounts, adminUser } from './accounts.js';

/** What settings pages do with passwords; storing them is the caller's. */
export class PasswordDesk {
  readonly #accounts: Accounts;
  readonly #delay: GrowingDelay;

  constructor(accounts: Accounts, delay: GrowingDelay) {
    this.#accounts = accounts;
    this.#delay = delay;
  }

  /** Whether this is the admin's password; slowed down as sign-in is, and `undefined` when too many ask at once. */
  async isAdmins(password: string): Promise<boolean | undefined> {
    const outcome = await this.#delay.attempt(true, () => this.#accounts.verify(adminUser, password));
    return outcome.isTurnedAway ? undefined : outcome.result !== undefined;
  }

  /** What setAdminPassword() of the store takes. */
  toStored(password: string) {
    return this.#accounts.admin.toStored(password);
  }

  /** What addViewer() of the store takes. */
  hash(password: string): Promise<string> {
    return this.#accounts.hash(password);
  }

  /**
   * After the admin's password was changed: this request's session goes on under a new id, all others have ended.
   *
   * @returns the new session's CSRF token.
   */
  async renew(request: Request): Promise<string> {
    const stamp = await this.#accounts.admin.changed();
    await startSession(request, { user: adminUser, role: 'admin', stamp });
    return request.session.csrfToken ?? '';
  }
}
