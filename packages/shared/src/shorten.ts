/**
 * Cuts the middle out of a text that has more than `maxLength` UTF-16 units; both ends stay, for PostgreSQL quotes a
 * value before it says what is wrong with it. The cut leaves no half of a surrogate pair, which jsonb would refuse.
 */
export function shorten(text: string, maxLength: number): string {
  if (text.length <= maxLength) return text;
  const half = Math.trunc(maxLength / 2);
  const cut = `${text.slice(0, half)} ... ${text.slice(-half)}`;
  // What does not form a character becomes U+FFFD.
  return Buffer.from(cut).toString();
}
