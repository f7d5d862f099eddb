import { randomBytes } from 'node:crypto';
import type { AppJson } from '../manifest/app-json.js';
import type { App } from './app.js';
import { defaultAttachmentName } from './attachment-name.js';

export interface SetupOverrides {
  /** What a user would type into the button's form. Kept for later starts once the app came up with it. */
  configOverrides?: Record<string, string> | undefined;
  /** Attachment name to plan: what a button cannot choose, and a test must. */
  planOverrides?: Record<string, string> | undefined;
}

/**
 * Gives a new app the add-ons, config vars and formation of app.json. What an interrupted earlier attempt made is kept.
 * Like Heroku, only a new app: later changes of app.json do not reach one that is there.
 */
export async function setUpApp(
  appJson: AppJson,
  app: App,
  overrides: SetupOverrides,
  provisioningMs: number,
): Promise<void> {
  const { settings, state } = app;
  await settings.reconcileAddons();
  for (const { plan, name } of nameAddons(appJson.addons ?? [])) {
    if (settings.attachments.some((attachment) => attachment.name === name)) continue;
    const addon = settings.noteAddon(overrides.planOverrides?.[name] ?? plan, name);
    await app.save();
    if (provisioningMs > 0) void app.provisionLater(addon, provisioningMs);
    else await settings.makeAddon(addon);
  }
  for (const [name, entry] of Object.entries(appJson.env ?? {})) {
    if (state.configVars[name] !== undefined) continue;
    const { value, generator } = typeof entry === 'string' ? { value: entry, generator: undefined } : entry;
    if (value !== undefined) settings.storeConfig({ [name]: value });
    else if (generator === 'secret') settings.storeConfig({ [name]: randomBytes(32).toString('hex') });
  }
  for (const [type, { quantity = 1, size }] of Object.entries(appJson.formation ?? {})) {
    // In a space the process types are those of build.docker.
    if (state.space !== null && !app.processTypes.includes(type)) continue;
    settings.storeFormation(type, quantity, state.space === null ? size : undefined);
  }
  await app.save();
}

/** The same entries get the same names at every attempt, so that what an earlier one made is recognised. */
function nameAddons(entries: NonNullable<AppJson['addons']>): { plan: string; name: string }[] {
  const addons = entries.map((entry) => (typeof entry === 'string' ? { plan: entry, as: undefined } : entry));
  const taken = new Set(addons.flatMap(({ as }) => as ?? []));
  return addons.map(({ plan, as }) => {
    const name = as ?? defaultAttachmentName(taken);
    taken.add(name);
    return { plan, name };
  });
}
