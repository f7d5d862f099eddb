import type { HerokuOperation } from '../../api/contract.js';

/** SALES of PGWATCH2_MONITOREDDB_SALES_URL; undefined for any other config var. */
export const monitoredName = (variable: string | null): string | undefined =>
  /^PGWATCH2_MONITOREDDB_(.+)_URL$/.exec(variable ?? '')?.[1];

const titles: Record<string, string> = {
  harden: 'Credentials of their own for collector, pages and Grafana',
  'three-apps': 'Set-up of the three apps',
  'remove-demo': 'Removal of the demo',
  'remove-everything': 'Removal of everything',
  'unset-key': 'Removal of the API key from the config vars',
};

/** What an operation does, as a heading. */
export function titleOf({ kind, subject }: Pick<HerokuOperation, 'kind' | 'subject'>): string {
  const name = monitoredName(subject) ?? subject;
  if (kind === 'add-monitored') return `Adding ${name}`;
  if (kind === 'remove-monitored') return `Removing ${name}`;
  return titles[kind] ?? kind;
}

/** How it ended, for those whose end a person waits for. */
const endings: Record<string, string> = {
  'add-monitored': 'First sample seen. It is monitored.',
  'remove-monitored': 'It is not monitored any more. Its history is kept.',
  'remove-demo': 'The demo is removed. Its history stays until you delete the source.',
  'remove-everything': 'All is deleted, and this page goes with it. You can close it.',
  harden: 'Each part has a role of its own now.',
  'unset-key': 'The key is out of the config vars. It stays valid: heroku authorizations revokes it.',
};
export function endingOf({ kind, steps }: Pick<HerokuOperation, 'kind' | 'steps'>): string {
  if (kind === 'harden' && steps.some(({ id, state }) => id.startsWith('credential:') && state === 'skipped')) {
    return 'What the plans allow is done; what was left out goes on with the default credential.';
  }
  return endings[kind] ?? 'Done.';
}

/** How an operation stands for somebody who looks: as the store has it, and what follows from a source being there. */
export type Phase = 'running' | 'waiting' | 'cut-off' | 'done' | 'failed' | 'elsewhere';

/** @param isAttached whether there is a source of the config var that it is about. */
export function phaseOf(operation: HerokuOperation, isAttached: boolean): Phase {
  const { kind, state, isCutOff } = operation;
  if (state === 'done' || state === 'failed') return state;
  if (state === 'handed-over') return 'elsewhere';
  // The restart may be faster than the last word of whoever attached it.
  if (kind === 'add-monitored' && (state === 'attached' || (isCutOff && isAttached))) return 'waiting';
  return isCutOff ? 'cut-off' : 'running';
}
