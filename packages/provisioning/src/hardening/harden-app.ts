import type { HerokuClient, WaitOptions } from '@pgwatch-heroku/heroku-api';
import type { AppError, Logger } from '@pgwatch-heroku/shared';
import { collectFailures } from '../collect-failures.js';
import { ensureAttachment } from '../credentials/ensure-attachment.js';
import { ensureCredential } from '../credentials/ensure-credential.js';
import { waitForDatabase } from '../credentials/wait-for-database.js';
import { doStep, type OnStep } from '../journal/step.js';
import { type BootstrapWith, bootstrapRoles } from './bootstrap-roles.js';
import type { CredentialRow } from './credential-rows.js';
import { type LeftOutRow, type PlannedRow, planHardening } from './plan-hardening.js';

export interface HardenOptions {
  client: HerokuClient;
  /** Name of the app that the credentials are attached to. */
  app: string;
  rows: readonly CredentialRow[];
  /** Bootstraps the databases of this app with these URLs in place of those of its environment. */
  bootstrap: BootstrapWith;
  onStep: OnStep;
  log: Logger;
  wait?: WaitOptions | undefined;
  signal: AbortSignal;
}

export interface HardenResult {
  /** Rows that are attached now. */
  ready: PlannedRow[];
  leftOut: LeftOutRow[];
  /** What could not be done, one error for each thing; the rest was done all the same. */
  failures: AppError[];
}

/**
 * Gives each part of an app a role of its own: credentials, rights, and as the last thing attachments, which restart the
 * app, so that no dyno ever works with a role that has no rights yet. Every step first looks at what is there: it may be
 * cut off anywhere and run again, by any number of processes.
 *
 * @throws the signal's reason; HerokuApiError when not even the plan can be read. What concerns one row is in `failures`.
 */
export async function hardenApp(options: HardenOptions): Promise<HardenResult> {
  const { client, app, onStep } = options;
  const plan = await planHardening(client, app, options.rows);
  for (const { attachment, credential, database, reason } of plan.leftOut) {
    const title = `Credential ${credential} of ${database}`;
    await onStep({ id: `credential:${attachment}`, title, state: 'skipped', detail: reason });
  }
  const { all: failures, attempt } = collectFailures(options);

  const active = (await Promise.all(plan.rows.map((row) => attempt(() => makeCredential(options, row))))).filter(
    (row) => row !== undefined,
  );
  const rights = active.length === 0 ? undefined : await attempt(() => bootstrapRoles({ ...options, rows: active }));
  failures.push(...(rights?.failures ?? []));
  const ready: PlannedRow[] = [];
  // One after the other: each is a release, and the releases of an app are made in turn anyway.
  for (const row of rights?.usable ?? []) {
    if ((await attempt(() => attach(options, row))) !== undefined) ready.push(row);
  }
  return { ready, leftOut: plan.leftOut, failures };
}

async function makeCredential({ client, onStep, wait }: HardenOptions, row: PlannedRow): Promise<PlannedRow> {
  const { addon, credential, attachment } = row;
  await doStep(
    onStep,
    { id: `credential:${attachment}`, title: `Credential ${credential} of ${addon.name}` },
    async (note) => {
      let last = '';
      const onProgress: WaitOptions['onProgress'] = ({ state }) => {
        if (state !== last) note(`Heroku says: ${state}`);
        last = state;
      };
      await waitForDatabase(client, { addon: addon.id, plan: addon.plan }, { ...wait, onProgress });
      const request = { addon: addon.id, plan: addon.plan, credential };
      return ensureCredential(client, request, { ...wait, onProgress });
    },
    (isNew) => (isNew ? 'made, and active' : 'active'),
  );
  return row;
}

function attach(
  { client, app, onStep }: HardenOptions,
  { addon, credential, attachment, attachTo }: PlannedRow,
): Promise<boolean> {
  const title = `Attachment ${attachment}${attachTo === undefined ? '' : ` of app ${attachTo}`}`;
  return doStep(
    onStep,
    { id: `attach:${attachment}`, title },
    () => ensureAttachment(client, { addon: addon.name, credential, app: attachTo ?? app, name: attachment }),
    (isNew) => (isNew ? `attached: the app restarts with ${attachment}_URL` : 'attached'),
  );
}
