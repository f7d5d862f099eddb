import { fileURLToPath } from 'node:url';

/**
 * Folder of the project: of a checkout, or /app of the image. Three up from this file wherever its code runs, in
 * packages/shared/src or dist and, bundled, in apps/<app>/dist.
 */
export const projectDir = fileURLToPath(new URL('../../..', import.meta.url));
