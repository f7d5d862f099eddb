import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { AppError } from '../errors.js';

const algorithm = 'aes-256-gcm';
const version = 'v1';

/**
 * Encrypts a text with AES-256-GCM: `v1:<nonce>:<tag>:<text>`, base64url.
 *
 * @param context what it belongs to; it opens for nothing else, so that nobody can move it to another row.
 */
export function seal(text: string, key: Buffer, context: string): string {
  const nonce = randomBytes(12);
  const cipher = createCipheriv(algorithm, key, nonce).setAAD(Buffer.from(context));
  const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return [version, ...[nonce, cipher.getAuthTag(), sealed].map((part) => part.toString('base64url'))].join(':');
}

/** @throws AppError `configuration` when the key is another one, or the text is not what was sealed. */
export function unseal(sealed: string, key: Buffer, context: string): string {
  const [kind, nonce = '', tag = '', text = ''] = sealed.split(':');
  try {
    if (kind !== version) throw new Error('unknown form');
    const decipher = createDecipheriv(algorithm, key, Buffer.from(nonce, 'base64url'), { authTagLength: 16 })
      .setAAD(Buffer.from(context))
      .setAuthTag(Buffer.from(tag, 'base64url'));
    return decipher.update(text, 'base64url', 'utf8') + decipher.final('utf8');
  } catch (error) {
    throw new AppError('configuration', `What is stored for ${context} cannot be decrypted`, {
      cause: error,
      hint: 'PGWATCH2_SECRET_KEY is not the one that it was encrypted with: set it back, or enter the URL again.',
    });
  }
}
