import type { HerokuClient } from '@pgwatch-heroku/heroku-api';
import { AppError, type Logger, messageOf, sleep } from '@pgwatch-heroku/shared';
import { doStep, type OnStep } from '../journal/step.js';
import { type HardenedUrls, readHardenedUrls } from './hardened-urls.js';
import type { PlannedRow } from './plan-hardening.js';

/** How the bootstrap of one database went. */
export interface BootstrapVerdict {
  database: 'DATABASE' | 'MONITOREDDB';
  changes: number;
  /** Why it failed. */
  error?: AppError | undefined;
  /** The default credential may not give what it owns to the new roles: `heroku pg:credentials:repair-default`. */
  needsRepair: boolean;
}

export type BootstrapWith = (urls: HardenedUrls) => Promise<BootstrapVerdict[]>;

export interface BootstrapRolesOptions {
  client: HerokuClient;
  rows: readonly PlannedRow[];
  bootstrap: BootstrapWith;
  onStep: OnStep;
  log: Logger;
  signal: AbortSignal;
}

/** A credential that is rotated meanwhile has a new URL within seconds; more than this is something else. */
const attempts = 3;
const urlsArriveMs = 2_000;

export interface BootstrappedRows {
  /** Rows whose roles have what they need. */
  usable: PlannedRow[];
  /** One error for each database whose roles have not. */
  failures: AppError[];
}

/** Bootstraps with the roles of the given rows, whose URLs are asked for anew at every attempt. */
export function bootstrapRoles(options: BootstrapRolesOptions): Promise<BootstrappedRows> {
  const { client, rows, log, signal } = options;
  const work = async (note: (detail: string) => void) => {
    let verdicts = await bootstrapUntilTaken(options);
    const own = rows.find(({ database }) => database === 'DATABASE')?.addon;
    // In no other database: it takes from all roles what they own, and there they may be somebody else's.
    if (own && verdicts.some(({ database, needsRepair }) => needsRepair && database === 'DATABASE')) {
      note('the default credential may not give its tables away: repairing it');
      log.info({ event: 'repair-default' }, `the default credential of ${own.name} is repaired`);
      await client.credentials.repairDefault(own.id);
      verdicts = await bootstrapUntilTaken(options);
    }
    signal.throwIfAborted();
    const failures = verdicts.flatMap(({ database, error, needsRepair }) => {
      if (error) return [error];
      return needsRepair ? [mayNotGive(rows.find((row) => row.database === database)?.addon.name ?? database)] : [];
    });
    const failed = new Set(
      verdicts.filter(({ error, needsRepair }) => error || needsRepair).map((each) => each.database),
    );
    const changes = verdicts.reduce((sum, verdict) => sum + verdict.changes, 0);
    return { usable: rows.filter(({ database }) => !failed.has(database)), failures, changes };
  };
  return doStep(options.onStep, { id: 'rights', title: 'Rights of the new roles' }, work, ({ changes, failures }) => {
    const done = changes === 0 ? 'nothing to change' : `${changes} changes made`;
    return [done, ...failures.map(messageOf)].join('; ');
  });
}

async function bootstrapUntilTaken(options: BootstrapRolesOptions): Promise<BootstrapVerdict[]> {
  const { client, rows, bootstrap, signal } = options;
  for (let attempt = 1; ; attempt++) {
    const verdicts = await bootstrap(await readHardenedUrls(client, rows));
    // A password that is not right any more is what a rotation looks like from here.
    const isRefused = verdicts.some(({ error }) => error?.code === 'configuration');
    if (!isRefused || attempt === attempts) return verdicts;
    await sleep(urlsArriveMs, signal);
  }
}

function mayNotGive(addon: string): AppError {
  return new AppError('configuration', `The default credential of ${addon} may not give its tables to the new roles`, {
    hint: `The app goes on with the default credential. Run heroku pg:credentials:repair-default ${addon}, then heroku run provisioner.`,
  });
}
