import { deriveKey } from './derive-key.js';
import { seal, unseal } from './seal.js';

/** Encrypts and decrypts the URLs of sources that were added in the UI; each opens for its own source only. */
export class SourceUrlBox {
  readonly #key: Buffer;

  /** @param secretKey PGWATCH2_SECRET_KEY */
  constructor(secretKey: string) {
    this.#key = deriveKey(secretKey, 'source url');
  }

  seal(url: string, source: string): string {
    return seal(url, this.#key, `source ${source}`);
  }

  /** @throws AppError `configuration` when the key has changed. */
  unseal(sealed: string, source: string): string {
    return unseal(sealed, this.#key, `source ${source}`);
  }
}
