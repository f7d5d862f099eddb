import { hkdfSync } from 'node:crypto';

/** A key of 256 bits for one purpose only, from PGWATCH2_SECRET_KEY. */
export function deriveKey(secretKey: string, purpose: string): Buffer {
  return Buffer.from(hkdfSync('sha256', secretKey, 'pgwatch-heroku', purpose, 32));
}
