import { AppError } from '@pgwatch-heroku/shared';

/** As long as Heroku's own dashboard allows, less our prefix. */
const namePattern = /^[A-Z][A-Z0-9_]{0,49}$/;

/** @throws AppError `configuration` for a name that cannot stand in a config var. */
export function monitoredAttachment(name: string): string {
  if (namePattern.test(name) && !name.endsWith('_CONNECTION_POOL')) return `PGWATCH2_MONITOREDDB_${name}`;
  throw new AppError('configuration', `${JSON.stringify(name.slice(0, 60))} is no name for a monitored database`, {
    hint: 'Up to 50 capitals, digits and underscores, beginning with a letter: SALES.',
  });
}
