import { type AddonAttachment, credentialKind, type HerokuClient, type WaitOptions } from '@pgwatch-heroku/heroku-api';
import { AppError } from '@pgwatch-heroku/shared';
import { ensureAttachment } from '../credentials/ensure-attachment.js';
import { doStep, type OnStep } from '../journal/step.js';
import { makeOnce } from '../make-once.js';
import { ensureDatabase } from './ensure-database.js';

export interface PromoteOptions {
  client: HerokuClient;
  /** Name of the Collector app. */
  app: string;
  /** `heroku-postgresql:standard-0` */
  plan: string;
  /** Makes the schema in the database that is about to be the Collector DB, before any dyno sees it. */
  prepare: (url: string) => Promise<void>;
  onStep: OnStep;
  wait?: WaitOptions | undefined;
}

/** Name of the new database until it is promoted, and of the one before it afterwards. */
const next = 'NEXT_DATABASE';
export const previousDatabase = 'PREVIOUS_DATABASE';

/**
 * Gives the Collector a database that has credentials, where the button could only make one that has none: a new one is
 * made, prepared and promoted to DATABASE. At every moment one of the two is attached as DATABASE, and neither is
 * without an attachment, so it may be cut off anywhere.
 */
export async function promoteDatabase(options: PromoteOptions): Promise<void> {
  const { client, app, plan, onStep, wait } = options;
  const find = async (attachment: string): Promise<AddonAttachment | undefined> =>
    (await client.attachments.listOfApp(app)).find(({ name, namespace }) => name === attachment && namespace === null);
  const current = await find('DATABASE');
  if (!current) {
    throw new AppError('configuration', `No database is attached to app ${app} as DATABASE`, {
      hint: `heroku addons:create ${plan} --as DATABASE --app ${app}, then heroku run provisioner --app ${app}.`,
    });
  }
  const isLacking = credentialKind((await client.addons.get(current.addon.id)).plan.name) === 'none';
  if (isLacking) {
    const promoted = await doStep(
      onStep,
      { id: 'database:collector', title: `Collector DB on ${plan}` },
      async (note) => {
        const { addon } = await ensureDatabase(client, { app, plan, attachment: next });
        const onProgress: WaitOptions['onProgress'] = ({ state }) => note(`Heroku says: ${state}`);
        await client.addons.waitUntilProvisioned(addon.id, { ...wait, onProgress });
        await client.databases.waitUntilAvailable(addon.id, { ...wait, onProgress });
        await options.prepare(await client.addonConfig.getDatabaseUrl(addon.id));
        return addon;
      },
      ({ name }) => `${name} is there, and so is its schema`,
    );
    await doStep(
      onStep,
      { id: 'promote', title: 'Attachment DATABASE' },
      async () => {
        // Else the add-on would be left without any: `heroku pg:promote` does the same.
        await ensureAttachment(client, { addon: current.addon.name, app, name: previousDatabase });
        await makeOnce(
          async () => (await find('DATABASE'))?.addon.id === promoted.id,
          () => client.attachments.create({ addon: promoted.name, app, name: 'DATABASE', confirm: app }),
        );
      },
      () => `${promoted.name} in place of ${current.addon.name}: the app restarts`,
    );
  }
  const leftOver = await find(next);
  if (leftOver) await client.attachments.delete(leftOver.id);
}
