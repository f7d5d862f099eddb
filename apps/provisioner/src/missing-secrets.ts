import type { Config } from './config.js';

/** What web cannot start without and the button would have generated: `git push` may come before it is set. */
export function missingSecrets(config: Config): string[] {
  const hasWeb = config.PGWATCH2_APP === 'all' || config.PGWATCH2_APP === 'collector';
  if (!hasWeb) return [];
  return (['PGWATCH2_ADMIN_PASSWORD', 'PGWATCH2_SECRET_KEY'] as const).filter((name) => config[name] === undefined);
}
