/** Lines out of an answer that goes on, as they come; empty ones are signs of life and left out. */
export async function* readLines(body: ReadableStream<Uint8Array>): AsyncGenerator<string[]> {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let rest = '';
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      const pieces = (rest + decoder.decode(value, { stream: true })).split('\n');
      rest = pieces.pop() ?? '';
      const lines = pieces.filter((piece) => piece !== '');
      if (lines.length > 0) yield lines;
    }
    if (rest !== '') yield [rest];
  } finally {
    // Whoever looks no more ends it here, and with that the connection to the server.
    reader.cancel().catch(() => undefined);
  }
}
