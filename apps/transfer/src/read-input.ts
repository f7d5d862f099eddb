import { readFile } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { AppError, messageOf } from '@pgwatch-heroku/shared';
import { maxYamlBytes } from '@pgwatch-heroku/store/transfer';

/** What ends the input of a one-off dyno: `heroku run` sends it at the end of the file, and leaves the pipe open. */
const endOfTransmission = 4;

/**
 * The text of a file, or of standard input for `-`.
 *
 * @throws AppError `configuration` when it cannot be read, is too long, or is no text.
 */
export async function readInput(file: string, stdin: Readable): Promise<string> {
  const bytes =
    file === '-' ? await readStream(stdin) : await readFile(file).catch((error) => refuse(messageOf(error)));
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return refuse('it is not UTF-8 text');
  }

  function refuse(reason: string): never {
    const name = file === '-' ? 'standard input' : file;
    throw new AppError('configuration', `${name} cannot be imported: ${reason}`);
  }
}

async function readStream(stream: Readable): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let sizeBytes = 0;
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    const end = chunk.indexOf(endOfTransmission);
    chunks.push(end === -1 ? chunk : chunk.subarray(0, end));
    sizeBytes += chunk.length;
    // What is too long is refused by whoever parses it, with the limit; no more is needed for that.
    if (end !== -1 || sizeBytes > maxYamlBytes) break;
  }
  return Buffer.concat(chunks);
}
