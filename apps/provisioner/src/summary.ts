import type { AppRole } from '@pgwatch-heroku/shared';
import type { Hardening } from './harden/harden.js';
import { hardeningSteps } from './hardening-steps.js';
import type { Outcome } from './outcome.js';

const stateText: Record<Outcome['state'], string> = {
  ready: 'ready',
  shared: 'works, degraded',
  none: 'none',
  absent: 'NOT THERE',
  failed: 'FAILED',
};

export interface SummaryOptions {
  app: AppRole;
  appName: string | undefined;
  outcomes: readonly Outcome[];
  /** What the plans do not have, as one sentence. */
  limits: string | undefined;
  /** What came of the API key; undefined where there is none. */
  hardening?: Hardening | undefined;
}

/** What postdeploy tells a person, as plain text. No value of a config var is in it. */
export function summarize({ app, appName = 'APP', outcomes, limits, hardening }: SummaryOptions): string {
  const rows = outcomes.map((outcome) => [outcome.part, stateText[outcome.state], outcome.variable, whoOf(outcome)]);
  const lines = ['', `pgwatch on Heroku (PGWATCH2_APP=${app})`, ''];
  if (rows.length === 0) lines.push('  This app has no database of its own to set up.');
  else lines.push(...table([['PART', 'STATE', 'CONFIG VAR', 'ROLE'], ...rows]));

  const made = hardening?.threeApps;
  if (made)
    lines.push(
      '',
      ...table([['APP', 'NAME', 'URL'], ...made.apps.map(({ role, name, url }) => [role, name, url ?? '-'])]),
    );

  const ofParts = outcomes.flatMap(({ part, state, label, isPrimary, error, warnings }) => [
    // Grafana's role is in the Collector DB, of which that has been said.
    ...(state === 'absent' && part !== 'Grafana role'
      ? [`${part}: ${label} is not set. ${wayOut(isPrimary, label, appName)}`]
      : []),
    ...(error ? [`${part}: ${error.message}${error.hint ? ` ${error.hint}` : ''}`] : []),
    ...warnings.map((warning) => `${part}: ${warning}`),
  ]);
  const ofKey = (hardening?.failures ?? []).map(({ message, hint }) => `${message}${hint ? `. ${hint}` : ''}`);
  const warnings = [...ofParts, ...ofKey, ...(made?.notes ?? []), ...(limits === undefined ? [] : [limits])];
  if (warnings.length > 0) lines.push('', 'WARNING', ...warnings.map((warning) => `  ! ${warning}`));

  lines.push(...keyLines(hardening, appName));
  if (made?.deleteMe !== undefined) {
    lines.push(
      `DELETE ME: this app was only the installer. When ${made.apps[0]?.name} is up: heroku apps:destroy ${made.deleteMe}`,
    );
  }
  // While somebody is at it, nobody should do it by hand as well.
  const steps = hardening?.goesOnIn === undefined ? hardeningSteps(appName, outcomes) : [];
  if (steps.length > 0) lines.push('', ...steps);

  if (app === 'all' || app === 'collector') {
    lines.push(
      '',
      'Sign in as admin: the password is the config var PGWATCH2_ADMIN_PASSWORD (Heroku dashboard, this app, Settings, Reveal Config Vars).',
    );
  }
  return `${lines.join('\n')}\n`;
}

function wayOut(isPrimary: boolean, label: string, appName: string): string {
  const attachment = label.replace(/_URL$/, '');
  if (!isPrimary) {
    return `There is no sample to look at; attach databases of yours: heroku addons:attach ADDON --as PGWATCH2_MONITOREDDB_<NAME> --app ${appName}`;
  }
  return `Nothing works without it: heroku addons:create heroku-postgresql:essential-0 --as ${attachment} --app ${appName}, then heroku run provisioner --app ${appName}`;
}

function keyLines(hardening: Hardening | undefined, appName: string): string[] {
  if (!hardening) return [];
  const { leftOut, failures, goesOnIn } = hardening;
  const lines = leftOut.map(
    ({ credential, database, reason }) => `No credential ${credential} of ${database}: ${reason}.`,
  );
  if (goesOnIn !== undefined)
    lines.push(`Heroku is still at work: ${goesOnIn} goes on with it, /setup shows how far it is.`);
  if (failures.length > 0) lines.push(`To go on where it stopped: heroku run provisioner --app ${appName}`);
  else if (goesOnIn === undefined) {
    lines.push(`The API key is not needed any more: heroku config:unset HEROKU_API_KEY --app ${appName}`);
  }
  return ['', ...lines];
}

function whoOf({ state, role }: Outcome): string {
  if (state === 'ready') return role ?? '-';
  return state === 'shared' ? `${role} (default credential)` : '-';
}

function table(rows: readonly (readonly string[])[]): string[] {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => (row[column] ?? '').length)));
  return rows.map((row) => `  ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ')}`.trimEnd());
}
