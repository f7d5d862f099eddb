import { AppError } from '@pgwatch-heroku/shared';

/**
 * A path with its parts encoded, so that no name can reach another resource. Colons stay (`credential:NAME`,
 * `heroku-postgresql:standard-0`): Heroku's CLI sends them as they are.
 */
export function path(texts: TemplateStringsArray, ...parts: string[]): string {
  return String.raw(
    { raw: texts },
    ...parts.map((part) => {
      if (/^\.{0,2}$/.test(part)) throw new AppError('bug', `"${part}" is no name of anything at Heroku`);
      return encodeURIComponent(part).replaceAll('%3A', ':');
    }),
  );
}
