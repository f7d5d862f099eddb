import { credentialKind, type HerokuClient } from '@pgwatch-heroku/heroku-api';
import type { CredentialRow } from './credential-rows.js';

/** A row with the add-on that its database is. */
export interface PlannedRow extends CredentialRow {
  addon: { id: string; name: string; plan: string };
}

/** A row that cannot be had, and why. */
export interface LeftOutRow extends CredentialRow {
  reason: string;
}

export interface HardeningPlan {
  rows: PlannedRow[];
  leftOut: LeftOutRow[];
}

const reasons = {
  none: (plan: string) => `${plan} has no credentials besides the default one`,
  advanced: (plan: string) => `credentials of ${plan} are made another way, which is not supported yet`,
};

/** Which credentials an app's databases can have, by what is attached to it and its plan. */
export async function planHardening(
  client: HerokuClient,
  app: string,
  rows: readonly CredentialRow[],
): Promise<HardeningPlan> {
  const attachments = await client.attachments.listOfApp(app);
  const planned: HardeningPlan = { rows: [], leftOut: [] };
  const addons = new Map<string, PlannedRow['addon']>();
  for (const row of rows) {
    const attached = attachments.find(({ name, namespace }) => name === row.database && namespace === null);
    if (!attached) {
      planned.leftOut.push({ ...row, reason: `no database is attached as ${row.database}` });
      continue;
    }
    const { id, name } = attached.addon;
    const addon = addons.get(id) ?? { id, name, plan: (await client.addons.get(id)).plan.name };
    addons.set(id, addon);
    const kind = credentialKind(addon.plan);
    if (kind === 'classic') planned.rows.push({ ...row, addon });
    else planned.leftOut.push({ ...row, reason: reasons[kind](addon.plan) });
  }
  return planned;
}
