/**
 * Lines out of bytes as they come, without their line ends; a character or a line may be cut anywhere. A line that is
 * longer is cut there, and what follows of it is left out.
 */
export async function* splitLines(bytes: AsyncIterable<Uint8Array>, mostCharacters: number): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let rest = '';
  let isTooLong = false;
  for await (const chunk of bytes) {
    const pieces = (rest + decoder.decode(chunk, { stream: true })).split('\n');
    rest = pieces.pop() ?? '';
    for (const piece of pieces) {
      if (!isTooLong) yield piece.slice(0, mostCharacters).replace(/\r$/, '');
      isTooLong = false;
    }
    if (rest.length < mostCharacters) continue;
    if (!isTooLong) yield rest.slice(0, mostCharacters);
    isTooLong = true;
    rest = '';
  }
  if (rest !== '' && !isTooLong) yield rest;
}
