import { randomBytes, type ScryptOptions, scrypt, timingSafeEqual } from 'node:crypto';

// About 95 ms and 32 MB a hash: slow enough against guessing, small enough for a 512 MB dyno.
const cost = { r: 8, p: 1 };
const defaultLog2N = 15;
const maxmem = 64 * 1024 * 1024;
const hashBytes = 32;

function derive(password: string, salt: Buffer, options: ScryptOptions): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    scrypt(password.normalize('NFKC'), salt, hashBytes, options, (error, key) =>
      error ? reject(error) : resolve(key),
    );
  });
}

/**
 * Hashes a password with scrypt and a new salt: `scrypt:15:8:1:<salt>:<hash>`, base64url.
 *
 * @param log2N what a hash costs; each one more doubles it.
 */
export async function hashPassword(password: string, log2N = defaultLog2N): Promise<string> {
  const { r, p } = cost;
  const salt = randomBytes(16);
  const hash = await derive(password, salt, { N: 2 ** log2N, r, p, maxmem });
  return ['scrypt', log2N, r, p, salt.toString('base64url'), hash.toString('base64url')].join(':');
}

/** Whether the password is the hash's; the comparison takes the same time for every answer. */
export async function verifyPassword(password: string, stored: string): Promise<boolean> {
  const [kind, log2N, r, p, salt, hash] = stored.split(':');
  if (kind !== 'scrypt' || !log2N || !r || !p || !salt || !hash) return false;
  const expected = Buffer.from(hash, 'base64url');
  const options = { N: 2 ** Number(log2N), r: Number(r), p: Number(p), maxmem };
  const actual = await derive(password, Buffer.from(salt, 'base64url'), options);
  return actual.length === expected.length && timingSafeEqual(actual, expected);
}
