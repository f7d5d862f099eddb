import { AppError, type Client } from '@pgwatch-heroku/shared';
import { inTransaction } from '@pgwatch-heroku/store';
import { type LedgerApp, namesOf, withoutApps } from './monitored/ledger-app.js';
import { isCredentialOfOurs, removeMade } from './monitored/remove-made.js';
import type { BootstrapOptions, BootstrapResult, ForApp } from './options.js';
import { refusalOf } from './refusal.js';
import type { Report } from './report.js';
import { type LedgerEntry, readLedger, writeLedger } from './sql/ledger.js';
import { withDatabase } from './with-database.js';

/** With an app only what it alone wants is removed; without one everything goes, whoever wants it. */
export type UninstallOptions = BootstrapOptions & ForApp;

export interface UninstallResult extends BootstrapResult {
  /**
   * Heroku credentials that were made for what is gone now, and that nobody wants any more. They are no longer written
   * down: only Heroku can delete them.
   */
  credentials: string[];
}

/**
 * Removes from a monitored database what `bootstrapMonitored` made there: helper functions, grants, the extension. What
 * was there before is left, because it was never written down. What the server refuses to remove (an extension that a
 * view of the owner's rests on) is a warning and stays written down.
 *
 * @throws AppError `unavailable` after the deadline; `configuration` for a refused login, or a role that is not the one
 * that made it.
 */
export async function uninstallMonitored(options: UninstallOptions): Promise<UninstallResult> {
  const { label = 'MONITOREDDB_URL', app: name, appId: id } = options;
  const app = name === undefined ? undefined : { name, id };
  const credentials: string[] = [];
  const result = await withDatabase({ ...options, label }, async (client, report) => {
    const ledger = await readLedger(client);
    if (!ledger) return;
    const mine = ledger.entries.filter((entry) => app === undefined || namesOf(entry, app).length > 0);
    if (mine.length === 0) {
      if (name !== undefined && ledger.entries.length > 0) report.warn(stays(name, ledger.entries));
      return;
    }
    if (!ledger.isOurs) {
      const what = mine.map(({ kind, name, to }) => `${kind} ${name}${to === undefined ? '' : ` to ${to}`}`).join(', ');
      const message = `${label}: ${ledger.owner} made what is to be removed, and only it may; this stays: ${what}`;
      throw new AppError('configuration', message, { hint: asOwner(label, app) });
    }
    // Grants on what is dropped go with it, so the order is that of making, backwards.
    const ofHeroku = mine.filter(({ kind }) => kind === 'credential');
    const inDatabase = mine.filter(({ kind }) => kind !== 'credential').reverse();
    for (const entry of [...inDatabase, ...ofHeroku]) {
      // Known as ours until the last of what it was made for is gone, which somebody may come back for.
      if (entry.kind === 'credential' && report.result.warnings.length > 0) continue;
      const isGone = await removeEntry(client, report, entry, app);
      if (isGone && isCredentialOfOurs(entry)) credentials.push(entry.name);
    }
  });
  return { ...result, credentials };
}

/**
 * Removal and the line about it in one transaction: one that is killed half-way goes on where it ended.
 *
 * @returns whether nobody wants it any more and it is gone.
 */
async function removeEntry(
  client: Client,
  report: Report,
  entry: LedgerEntry,
  app: LedgerApp | undefined,
): Promise<boolean> {
  const without = withoutApps(entry, app === undefined ? entry.apps : namesOf(entry, app));
  const others = without.apps;
  let sentence: string | undefined;
  const refusal = await refusalOf(() =>
    inTransaction(client, async () => {
      if (others.length === 0) sentence = await removeMade(client, entry);
      const entries = (await readLedger(client))?.entries ?? [];
      const isEntry = (other: LedgerEntry) =>
        other.kind === entry.kind && other.name === entry.name && other.to === entry.to;
      const left = entries.flatMap((other) => {
        if (!isEntry(other)) return [other];
        return others.length === 0 ? [] : [without];
      });
      await writeLedger(client, left);
    }),
  );
  if (refusal !== undefined) {
    report.warn(`${entry.name} could not be removed (${refusal}): it stays, remove by hand what rests on it first`);
  } else if (sentence !== undefined) report.changed(sentence);
  else if (others.length > 0) report.changed(`${entry.name} stays: ${others.join(', ') || 'another app'} needs it`);
  return refusal === undefined && others.length === 0;
}

/** An app that was renamed before its id was written down is among them by its old name. */
function stays(app: string, entries: readonly LedgerEntry[]): string {
  const names = [...new Set(entries.flatMap(({ apps }) => apps))].map(
    (name) => name || 'an app that did not know its name',
  );
  const oldName = `heroku run --env HEROKU_APP_NAME=<old name> --app ${app} -- pgwatch-heroku predestroy`;
  return `nothing is removed: what was made there is wanted by ${names.join(', ')}, not by ${app}; where that is an old name of ${app}: ${oldName}`;
}

/** The same as the role that made it, which may be done from any app of ours when this one is gone. */
function asOwner(label: string, app: LedgerApp | undefined): string {
  const url = `${label}=$(heroku config:get DATABASE_URL --app <the app that owns the database>)`;
  const run = (env: string, program: string) =>
    `heroku run --env "${env}" --app <an app with pgwatch> -- pgwatch-heroku ${program}`;
  if (app === undefined) return `With its default credential: ${run(url, 'monitored-uninstall')}`;
  // Both, since those of the app that it runs in stand in the environment.
  const own = `HEROKU_APP_NAME=${app.name};HEROKU_APP_ID=${app.id ?? ''}`;
  return `With its default credential: ${run(`${own};${url}`, 'predestroy')}; a credential that is named then goes with heroku pg:credentials:destroy.`;
}
