import { createHash, timingSafeEqual } from 'node:crypto';

/** Compares in a time that tells nothing about where the texts differ. */
export function equalText(left: string, right: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(left), digest(right));
}
