/** More versions than this of what is shared at once do not occur; then it starts anew rather than growing for ever. */
const maxShared = 1_000;
const shared = new Map<string, unknown>();

/**
 * The first value that came with this key, for everyone who comes with an equal one. Hundreds of sources ask the same
 * metrics with the same SQL of many kilobytes: it is kept once, not once per source. Values must not be changed.
 */
export function shareEqual<T extends object>(key: string, value: T): T {
  const known = shared.get(key);
  if (known !== undefined) return known as T;
  if (shared.size >= maxShared) shared.clear();
  shared.set(key, value);
  return value;
}
