import { createHash, randomBytes } from 'node:crypto';

/** In front of every token, so that scanners for leaked secrets know one when they see it. */
const start = 'pgw_';
/** Start and eight characters more: enough to tell tokens apart, and 208 bits stay secret. */
const prefixLength = 12;

/** A new token: 256 random bits, with its beginning and the hash that is stored in its place. */
export function createApiToken(): { token: string; prefix: string; hash: Buffer } {
  const token = start + randomBytes(32).toString('base64url');
  return { token, prefix: token.slice(0, prefixLength), hash: hashApiToken(token) };
}

/** SHA-256: what is that random needs no slow hash. */
export const hashApiToken = (token: string): Buffer => createHash('sha256').update(token).digest();

/** The token of an Authorization header; undefined for what cannot be one of ours. */
export const readBearer = (header: string | undefined): string | undefined =>
  /^Bearer +(pgw_[\w-]{43})$/i.exec(header ?? '')?.[1];
