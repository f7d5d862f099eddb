import { createWriteStream, type WriteStream } from 'node:fs';
import { chmod, open, rename, stat } from 'node:fs/promises';
import { finished } from 'node:stream/promises';

const megabyte = 1024 * 1024;
/** Weeks of starts and stops; with the log before it, twice as much is kept at most between two starts. */
const maxLogBytes = 10 * megabyte;
/** What a server says when a backend crashes quotes the statement, whatever its settings. */
const ownerOnly = 0o600;

/** The server's log over all starts: what was said before a crash is still there after the next start. */
export interface ServerLog {
  stream: WriteStream;
  /** What has been written since it was opened. For the time after the server has ended. */
  readNew(): Promise<string>;
}

/** Opens a log for appending; one that has grown too large becomes `<file>.1` first, in the place of the one before. */
export async function openServerLog(file: string, maxBytes = maxLogBytes): Promise<ServerLog> {
  const sizeBytes = async () => (await stat(file).catch(() => undefined))?.size ?? 0;
  // The mode below is for a new file only.
  await chmod(file, ownerOnly).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error;
  });
  if ((await sizeBytes()) > maxBytes) await rename(file, `${file}.1`);
  const startBytes = await sizeBytes();
  const stream = createWriteStream(file, { flags: 'a', mode: ownerOnly });
  return {
    stream,
    async readNew() {
      // Backends close their end of the pipe a moment after the server's end; one that hangs is not waited for.
      await finished(stream, { signal: AbortSignal.timeout(2_000) }).catch(() => undefined);
      const handle = await open(file, 'r');
      try {
        const length = Math.max((await handle.stat()).size - startBytes, 0);
        const { buffer } = await handle.read({ buffer: Buffer.alloc(length), position: startBytes });
        return buffer.toString();
      } finally {
        await handle.close();
      }
    },
  };
}
