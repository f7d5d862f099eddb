import { chooseDatabases } from '@pgwatch-heroku/bootstrap';
import type { BootstrapVerdict, HardenedUrls } from '@pgwatch-heroku/provisioning';
import { type BootstrapAllOptions, bootstrapAll } from '../bootstrap-all.js';
import { attachmentsWith, type Config } from '../config.js';
import type { Outcome } from '../outcome.js';

/** Bootstraps all databases of this app with URLs that its environment does not have yet. */
export async function bootstrapWithUrls(
  config: Config,
  urls: HardenedUrls,
  options: Omit<BootstrapAllOptions, 'databases'>,
): Promise<{ outcomes: Outcome[]; verdicts: BootstrapVerdict[] }> {
  const databases = chooseDatabases({ ...config, ...urls }, attachmentsWith(urls));
  const outcomes = await bootstrapAll({ ...options, databases });
  const verdicts = outcomes
    .filter(({ state }) => state !== 'absent')
    .map(({ label, changes, warnings, error }) => ({
      database: label === 'MONITOREDDB_URL' ? ('MONITOREDDB' as const) : ('DATABASE' as const),
      changes: changes.length,
      error,
      needsRepair: warnings.some((warning) => warning.includes('pg:credentials:repair-default')),
    }));
  return { outcomes, verdicts };
}
