import type { Readable } from 'node:stream';
import { StringDecoder } from 'node:string_decoder';

/** Logplex cuts longer lines too; it also bounds what a process that never ends its line can make us hold. */
const maxLineLength = 10_000;

/** Calls back for every line of a stream, joining what arrives in pieces. Resolves when the stream has ended. */
export function readLines(stream: Readable, onLine: (line: string) => void): Promise<void> {
  const decoder = new StringDecoder('utf8');
  let partial = '';
  const take = (text: string) => {
    const lines = (partial + text).split('\n');
    partial = lines.pop() ?? '';
    for (const line of lines) emit(line.endsWith('\r') ? line.slice(0, -1) : line);
    while (partial.length >= maxLineLength) {
      onLine(partial.slice(0, maxLineLength));
      partial = partial.slice(maxLineLength);
    }
  };
  const emit = (line: string) => {
    for (let at = 0; at === 0 || at < line.length; at += maxLineLength) onLine(line.slice(at, at + maxLineLength));
  };
  return new Promise((resolve) => {
    stream.on('data', (chunk: Buffer) => take(decoder.write(chunk)));
    stream.once('close', () => {
      take(decoder.end());
      if (partial) onLine(partial);
      partial = '';
      resolve();
    });
  });
}
