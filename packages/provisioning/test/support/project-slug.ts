import path from 'node:path';
import { buildSlug } from '@pgwatch-heroku/local-heroku';
import { sharedDir } from '@pgwatch-heroku/testkit';

/** The slug of this very project, which is built once for all that deploy it in a run. */
export const projectSlug = (repoDir: string): Promise<string> =>
  sharedDir('slug', (dir) => buildSlug(repoDir, path.dirname(dir), { name: path.basename(dir), keepsOthers: true }));
