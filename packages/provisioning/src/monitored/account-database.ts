import { type Addon, type AddonAttachment, type App, credentialKind, describePrice } from '@pgwatch-heroku/heroku-api';

/** A Heroku Postgres database that the account of a key may see, as somebody who picks one to monitor needs it. */
export interface AccountDatabase {
  addonId: string;
  /** Name of the add-on. */
  addon: string;
  /** Name of the app that owns it. */
  app: string;
  /** Names of its attachments to that app: `DATABASE`. */
  ownerAttachments: string[];
  /** `heroku-postgresql:standard-0` */
  plan: string;
  price: string | null;
  isProvisioned: boolean;
  /** Else it is monitored with its default credential, which owns it. */
  canHaveCredentials: boolean;
  /** Private Space of the app that owns it. */
  space: string | null;
  /** Names of its attachments to our app. */
  attachedHere: string[];
  isMonitored: boolean;
  /** Why it cannot be reached from our app, where that is known beforehand. */
  obstacle: string | null;
}

const service = 'heroku-postgresql';
const monitoredName = /^(MONITOREDDB|PGWATCH2_MONITOREDDB_.+)$/;

export const isPostgres = ({ addon_service }: Addon): boolean => addon_service.name === service;

/** @param owner the app that owns the database, where the account may see it. */
export function describeDatabase(
  addon: Addon,
  { own, owner, attachments }: { own: App; owner: App | undefined; attachments: readonly AddonAttachment[] },
): AccountDatabase {
  const ofAddon = attachments.filter((attachment) => attachment.addon.id === addon.id);
  const namesIn = (app: string) => ofAddon.filter((each) => each.app.name === app).map(({ name }) => name);
  const attachedHere = namesIn(own.name);
  const space = owner?.space?.name ?? null;
  return {
    addonId: addon.id,
    addon: addon.name,
    app: addon.app.name,
    ownerAttachments: namesIn(addon.app.name),
    plan: addon.plan.name,
    price: addon.plan.price ? describePrice(addon.plan.price) : null,
    isProvisioned: addon.state === 'provisioned',
    canHaveCredentials: credentialKind(addon.plan.name) === 'classic',
    space,
    attachedHere,
    isMonitored: attachedHere.some((name) => monitoredName.test(name)),
    obstacle: obstacleOf(addon, own, space),
  };
}

/** A database on a private plan listens in the network of its space, and nowhere else. */
function obstacleOf({ plan, name }: Addon, own: App, space: string | null): string | null {
  if (!/^(private|shield)\b/.test(plan.name.replace(/^.*:/, ''))) return null;
  if (space !== null && space === (own.space?.name ?? null)) return null;
  const where = space === null ? 'a Private Space' : `Private Space ${space}`;
  const here = own.space ? `in Private Space ${own.space.name}` : 'in no Private Space';
  return `${name} is in ${where} and can be reached from apps in it only; ${own.name} is ${here}. Deploy pgwatch there to monitor it.`;
}
