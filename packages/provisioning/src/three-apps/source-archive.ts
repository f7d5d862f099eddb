import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { AppError } from '@pgwatch-heroku/shared';

/** The project's own tracked files, as the image carries them: scripts/make-source-tar.js. */
export interface SourceArchive {
  tarGz: Uint8Array;
  /** By which a build of it is known. */
  version: string;
}

/**
 * @param dir the image's root.
 * @param space in a Private Space process types come from another manifest (heroku.private.yml).
 * @throws AppError `configuration` when the image does not carry it.
 */
export async function readSourceArchive(dir: string, space: string | undefined): Promise<SourceArchive> {
  const name = space === undefined ? 'source.tar.gz' : 'source.private.tar.gz';
  try {
    const tarGz = await readFile(path.join(dir, name));
    return { tarGz, version: `pgwatch-${createHash('sha256').update(tarGz).digest('hex').slice(0, 12)}` };
  } catch (cause) {
    throw new AppError('configuration', `The image does not carry ${name}, of which the other apps are built`, {
      cause,
      hint: "Deploy with this project's own Dockerfile: its first stage packs it.",
    });
  }
}
