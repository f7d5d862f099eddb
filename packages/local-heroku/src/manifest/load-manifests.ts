import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { AppError } from '@pgwatch-heroku/shared';
import { type AppJson, appJsonSchema } from './app-json.js';
import { checkConsistency } from './check-consistency.js';
import { type HerokuYml, herokuYmlSchema } from './heroku-yml.js';
import { readManifest, throwProblems } from './source-file.js';

export interface Manifests {
  app: AppJson;
  heroku: HerokuYml;
}

/**
 * Reads app.json and heroku.yml of a project.
 *
 * @throws AppError `configuration` with a line `file:line:column: message` for every problem in both.
 */
export async function loadManifests(repoDir: string): Promise<Manifests> {
  const app = readManifest('app.json', await readText(repoDir, 'app.json'), appJsonSchema);
  const yml = readManifest('heroku.yml', await readText(repoDir, 'heroku.yml'), herokuYmlSchema);
  throwProblems([...app.problems, ...yml.problems]);
  if (!app.manifest || !yml.manifest) throw new Error('a manifest without problems has a value');
  throwProblems(checkConsistency(app.manifest, yml.manifest, (name) => existsSync(path.join(repoDir, name))));
  return { app: app.manifest.value, heroku: yml.manifest.value };
}

async function readText(repoDir: string, name: string): Promise<string> {
  try {
    return await readFile(path.join(repoDir, name), 'utf8');
  } catch (cause) {
    throw new AppError('configuration', `${name} cannot be read in ${repoDir}`, {
      cause,
      hint: 'A Heroku app of this kind has app.json and heroku.yml in the root of its repository.',
    });
  }
}
