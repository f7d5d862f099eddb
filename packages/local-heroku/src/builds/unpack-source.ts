import { execFile } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream } from 'node:stream/web';
import { promisify } from 'node:util';
import { AppError, messageOf } from '@pgwatch-heroku/shared';

/** From this machine to this machine: a minute is generous. */
const downloadDeadlineMs = 60_000;

export interface UnpackedSource {
  dir: string;
  remove(): Promise<void>;
}

/**
 * Fetches a tar, compressed or not, and unpacks it into a folder of its own under `parentDir`. A tar with everything
 * in one folder is taken for that folder, as the archives of git hosts are.
 *
 * @throws AppError `configuration`
 */
export async function unpackSource(url: string, parentDir: string): Promise<UnpackedSource> {
  if (!/^http:\/\/(127\.0\.0\.1|localhost)(:\d+)?\//.test(url)) {
    throw new AppError(
      'configuration',
      'Sources are fetched from 127.0.0.1 only: upload the tar through POST /sources',
    );
  }
  await mkdir(parentDir, { recursive: true });
  const dir = await mkdtemp(path.join(parentDir, 'source-'));
  const remove = () => rm(dir, { recursive: true, force: true });
  try {
    const archive = path.join(dir, 'source.tar');
    const response = await fetch(url, { signal: AbortSignal.timeout(downloadDeadlineMs) });
    if (!response.ok || !response.body) throw new Error(`the source URL answers ${response.status}`);
    await pipeline(Readable.fromWeb(response.body as ReadableStream), createWriteStream(archive));
    const tree = path.join(dir, 'tree');
    await mkdir(tree);
    await promisify(execFile)('tar', ['-xf', archive, '-C', tree, '--no-same-owner']);
    const entries = await readdir(tree, { withFileTypes: true });
    const [only] = entries;
    return { dir: entries.length === 1 && only?.isDirectory() ? path.join(tree, only.name) : tree, remove };
  } catch (cause) {
    await remove();
    throw new AppError('configuration', `The source cannot be unpacked: ${messageOf(cause)}`, { cause });
  }
}
