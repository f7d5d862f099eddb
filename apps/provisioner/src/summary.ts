import type { AppRole } from '@pgwatch-heroku/shared';
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
}

/** What postdeploy tells a person, as plain text. No value of a config var is in it. */
export function summarize({ app, appName = 'APP', outcomes, limits }: SummaryOptions): string {
  const rows = outcomes.map((outcome) => [outcome.part, stateText[outcome.state], outcome.variable, whoOf(outcome)]);
  const lines = ['', `pgwatch on Heroku (PGWATCH2_APP=${app})`, ''];
  if (rows.length === 0) lines.push('  This app has no database of its own to set up.');
  else lines.push(...table([['PART', 'STATE', 'CONFIG VAR', 'ROLE'], ...rows]));

  const ofParts = outcomes.flatMap(({ part, state, label, isPrimary, error, warnings }) => [
    // Grafana's role is in the Collector DB, of which that has been said.
    ...(state === 'absent' && part !== 'Grafana role'
      ? [`${part}: ${label} is not set. ${wayOut(isPrimary, label, appName)}`]
      : []),
    ...(error ? [`${part}: ${error.message}${error.hint ? ` ${error.hint}` : ''}`] : []),
    ...warnings.map((warning) => `${part}: ${warning}`),
  ]);
  const warnings = limits === undefined ? ofParts : [...ofParts, limits];
  if (warnings.length > 0) lines.push('', 'WARNING', ...warnings.map((warning) => `  ! ${warning}`));

  const steps = hardeningSteps(appName, outcomes);
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

function whoOf({ state, role }: Outcome): string {
  if (state === 'ready') return role ?? '-';
  return state === 'shared' ? `${role} (default credential)` : '-';
}

function table(rows: readonly (readonly string[])[]): string[] {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => (row[column] ?? '').length)));
  return rows.map((row) => `  ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ')}`.trimEnd());
}
