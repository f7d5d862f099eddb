import { createHmac } from 'node:crypto';
import type { Queryable } from '@pgwatch-heroku/shared';
import { readAdminPassword, type StoredAdminPassword } from '@pgwatch-heroku/store';
import { hashPassword, verifyPassword } from './password-hash.js';
import { RememberedStamp } from './remembered-stamp.js';
import type { Turnstile } from './turnstile.js';

export interface AdminPasswordOptions {
  /** PGWATCH2_ADMIN_PASSWORD, the recovery password. */
  variable: string;
  /** Key of the stamps. */
  stampKey: Buffer;
  db: Queryable;
  turnstile: Turnstile;
  /** As hashPassword()'s. */
  log2N?: number | undefined;
}

/**
 * The admin's password: the config var's, or the one that was set in its place. A password set in its place is in
 * force only as long as the config var is the one that it replaced, so changing the config var lets a locked-out
 * owner in again.
 */
export class AdminPassword {
  readonly #options: AdminPasswordOptions;
  #variableHash: Promise<string> | undefined;
  #judged: { fingerprint: string; current: boolean } | undefined;
  readonly #stamp = new RememberedStamp(async () => this.#stampOf(await this.#readReplacement()));

  constructor(options: AdminPasswordOptions) {
    this.#options = options;
  }

  /** The stamp of the password in force when this is it. Costs one scrypt hash for every answer. */
  async verify(password: string): Promise<string | undefined> {
    const replacement = await this.#readReplacement();
    const hash = replacement ?? (await this.#hashOfVariable());
    const right = await this.#options.turnstile.pass(() => verifyPassword(password, hash));
    if (!right) return undefined;
    // What is remembered may be of the password before, and would end the session that begins now.
    this.#stamp.forget();
    return this.#stampOf(replacement);
  }

  /** Names the password in force without telling it; a session whose stamp is another one has ended. */
  stamp(): Promise<string | undefined> {
    return this.#stamp.get();
  }

  /** What is to be stored for a password to take the place of the config var's. */
  async toStored(password: string): Promise<StoredAdminPassword> {
    const { turnstile, variable, log2N } = this.#options;
    const hash = await turnstile.pass(() => hashPassword(password, log2N));
    return { hash, variableFingerprint: await turnstile.pass(() => hashPassword(variable, log2N)) };
  }

  /** After a change: the stamp of the password that is in force now. */
  async changed(): Promise<string> {
    this.#stamp.forget();
    return this.#stampOf(await this.#readReplacement());
  }

  #stampOf(replacement: string | undefined): string {
    const { variable, stampKey } = this.#options;
    return createHmac('sha256', stampKey)
      .update(JSON.stringify([variable, replacement ?? '']))
      .digest('base64url');
  }

  async #readReplacement(): Promise<string | undefined> {
    const row = await readAdminPassword(this.#options.db);
    if (!row) return undefined;
    if (this.#judged?.fingerprint !== row.variableFingerprint) {
      const current = await this.#options.turnstile.pass(() =>
        verifyPassword(this.#options.variable, row.variableFingerprint),
      );
      this.#judged = { fingerprint: row.variableFingerprint, current };
    }
    return this.#judged.current ? row.hash : undefined;
  }

  #hashOfVariable(): Promise<string> {
    this.#variableHash ??= hashPassword(this.#options.variable, this.#options.log2N);
    return this.#variableHash;
  }
}
