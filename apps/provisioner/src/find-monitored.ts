import type { Attachment } from '@pgwatch-heroku/shared';
import type { Config } from './config.js';

/** The databases that something may have been made in for monitoring: the app's own included. */
export function findMonitored(config: Config, attachments: readonly Attachment[]): { label: string; url: string }[] {
  const attached = attachments
    .filter(({ monitored }) => monitored)
    .map(({ variable, url }) => ({ label: variable, url }));
  if (config.PGWATCH2_APP !== 'monitored' || config.DATABASE_URL === undefined) return attached;
  return [...attached, { label: 'DATABASE_URL', url: config.DATABASE_URL }];
}
