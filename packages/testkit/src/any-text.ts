import fc from 'fast-check';

/** Code points that are halves of a character: no text of its own can hold one. */
const surrogates = { from: 0xd800, count: 0x800 };

const character = fc
  .nat({ max: 0x10ffff - surrogates.count })
  .map((n) => String.fromCodePoint(n < surrogates.from ? n : n + surrogates.count));

/**
 * Any text that UTF-8 can hold, control characters included. As fast-check's `string({ unit: 'binary' })`, which first
 * takes two seconds in every file for a table of all characters.
 */
export const anyText = (limits: { maxLength?: number } = {}): fc.Arbitrary<string> =>
  fc.array(character, limits).map((characters) => characters.join(''));
