import { createHmac } from 'node:crypto';
import type { Queryable } from '@pgwatch-heroku/shared';
import { readAdminPassword } from '@pgwatch-heroku/store';
import { hashPassword, verifyPassword } from './password-hash.js';
import { Turnstile } from './turnstile.js';

export interface AdminPasswordOptions {
  /** PGWATCH2_ADMIN_PASSWORD, the recovery password. */
  variable: string;
  /** Key of the stamps. */
  stampKey: Buffer;
  db: Queryable;
}

// Every request asks for the stamp; a changed password may take this long to end the other sessions.
const stampCacheMs = 5_000;
// Each hash takes 32 MB: two at once, whatever the number of people who try.
const hashesAtOnce = 2;

/**
 * The admin's password: the config var's, or the one that was set in its place. A password set in its place is in
 * force only as long as the config var is the one that it replaced, so changing the config var lets a locked-out
 * owner in again.
 */
export class AdminPassword {
  readonly #options: AdminPasswordOptions;
  readonly #turnstile = new Turnstile(hashesAtOnce);
  #variableHash: Promise<string> | undefined;
  #judged: { fingerprint: string; current: boolean } | undefined;
  #stamp: { value: Promise<string>; readAt: number } | undefined;

  constructor(options: AdminPasswordOptions) {
    this.#options = options;
  }

  /** The stamp of the password in force when this is it. Costs one scrypt hash for every answer. */
  async verify(password: string): Promise<string | undefined> {
    const replacement = await this.#readReplacement();
    const hash = replacement ?? (await this.#hashOfVariable());
    const right = await this.#turnstile.pass(() => verifyPassword(password, hash));
    return right ? this.#stampOf(replacement) : undefined;
  }

  /** Names the password in force without telling it; a session whose stamp is another one has ended. */
  stamp(): Promise<string> {
    const now = performance.now();
    if (!this.#stamp || now - this.#stamp.readAt > stampCacheMs) {
      const value = this.#readReplacement().then((replacement) => this.#stampOf(replacement));
      this.#stamp = { value, readAt: now };
      value.catch(() => {
        this.#stamp = undefined;
      });
    }
    return this.#stamp.value;
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
      const current = await this.#turnstile.pass(() => verifyPassword(this.#options.variable, row.variableFingerprint));
      this.#judged = { fingerprint: row.variableFingerprint, current };
    }
    return this.#judged.current ? row.hash : undefined;
  }

  #hashOfVariable(): Promise<string> {
    this.#variableHash ??= hashPassword(this.#options.variable);
    return this.#variableHash;
  }
}
