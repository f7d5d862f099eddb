import { AppError, type SourceAccess } from '@pgwatch-heroku/shared';
import { problem } from '../registry/problem.js';

/** @throws RequestProblem where the owner of the app has switched this off. */
export function urlsAllowed({ allowsUrls }: SourceAccess): void {
  if (allowsUrls) return;
  throw problem(
    'url-sources-off',
    'Databases cannot be added by URL here',
    'Attach the database (heroku addons:attach), or set the config var PGWATCH2_ALLOW_URL_SOURCES=true.',
  );
}

/** @throws RequestProblem `bad-url` for what leads nowhere, or to where nobody may send us. */
export async function checkUrl(access: SourceAccess, url: string): Promise<void> {
  try {
    await access.check(url);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    throw problem('bad-url', error.message, error.hint);
  }
}
